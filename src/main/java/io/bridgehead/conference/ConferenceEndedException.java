package io.bridgehead.conference;

/** A command for a conference that is ending or has ended. */
public class ConferenceEndedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public ConferenceEndedException() {
        super("conference-ended",
                "The conference has ended.", "Create a new conference.");
    }
}
