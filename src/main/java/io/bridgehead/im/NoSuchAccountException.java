package io.bridgehead.im;

/** There is no account of that name. */
public class NoSuchAccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchAccountException(String user) {
        super("There is no user " + user);
    }
}
