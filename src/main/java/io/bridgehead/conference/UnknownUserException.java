package io.bridgehead.conference;

/** An address of our domain that no user has. */
public class UnknownUserException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public UnknownUserException() {
        super("unknown-user",
                "There is no user with this address.",
                "Check how the name is written.");
    }
}
