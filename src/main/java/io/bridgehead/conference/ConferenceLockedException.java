package io.bridgehead.conference;

/** Somebody is to be called into a conference that its owner has locked. */
public class ConferenceLockedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public ConferenceLockedException() {
        super("conference-locked",
                "The conference is locked: nobody may join it.",
                "Unlock it first.");
    }
}
