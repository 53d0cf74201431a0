package io.bridgehead.im;

/** A user name, display name or password that no account can have. The message says why and shows no password. */
public class InvalidAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidAccountException(String reason) {
        super(reason);
    }
}
