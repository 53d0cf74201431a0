package io.bridgehead.conference;

/** A command of somebody who has no right to it. */
public class NotAllowedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public NotAllowedException() {
        super("not-allowed",
                "Only the owner and the moderator of the conference may do that.",
                "Ask the owner of the conference.");
    }
}
