package io.bridgehead.conference;

/** Something that somebody has no right to. */
public class NotAllowedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    private NotAllowedException(String sentence) {
        super("not-allowed", sentence, "Ask the owner of the conference.");
    }

    /** A command of somebody who is not in charge. */
    public static NotAllowedException toChange() {
        return new NotAllowedException("Only the owner and the moderator of the conference may do that.");
    }

    /** A look of somebody who has no part in it. */
    public static NotAllowedException toSee() {
        return new NotAllowedException("Only the users who take part in the conference may see it.");
    }
}
