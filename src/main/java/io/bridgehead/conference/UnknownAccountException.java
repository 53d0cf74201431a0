package io.bridgehead.conference;

/** A bridge account that does not exist, or not for this user. */
public class UnknownAccountException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public UnknownAccountException() {
        super("unknown-account",
                "There is no such account for you.", "Leave the account out, or ask the operator.");
    }
}
