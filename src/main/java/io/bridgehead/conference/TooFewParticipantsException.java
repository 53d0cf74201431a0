package io.bridgehead.conference;

/** A conference with nobody but the initiator. */
public class TooFewParticipantsException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public TooFewParticipantsException() {
        super("too-few-participants",
                "A conference needs at least two participants: the initiator and at least one more.",
                "Name at least one more participant.");
    }
}
