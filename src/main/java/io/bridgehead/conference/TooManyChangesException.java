package io.bridgehead.conference;

/** A conference was changed more often than people ever do, so that its events would fill the store. */
public class TooManyChangesException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public TooManyChangesException() {
        super("too-many-changes",
                "The conference has been changed too often; from now on people can only leave it.",
                "Create a new conference.");
    }
}
