package io.bridgehead.conference;

/** Dialling somebody again who is still being called or in the call. */
public class ParticipantActiveException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public ParticipantActiveException() {
        super("participant-active",
                "This participant is being called or in the call already.",
                "Wait until the call is over, or remove the participant first.");
    }
}
