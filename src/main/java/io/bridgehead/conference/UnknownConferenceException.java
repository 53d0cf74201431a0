package io.bridgehead.conference;

/** A command for a conference that does not exist. */
public class UnknownConferenceException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public UnknownConferenceException() {
        super("unknown-conference",
                "There is no such conference.", "Check the conference id, or create a new conference.");
    }
}
