package io.bridgehead.im;

/** There is an account of that name already. */
public class AccountExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccountExistsException(String user) {
        super("There is a user " + user + " already");
    }
}
