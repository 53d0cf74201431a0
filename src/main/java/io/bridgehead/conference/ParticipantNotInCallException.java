package io.bridgehead.conference;

/** Somebody is to be muted or put on hold who is not called or in the call. */
public class ParticipantNotInCallException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public ParticipantNotInCallException() {
        super("participant-not-in-call",
                "The participant is not in the call.",
                "Call the participant first.");
    }
}
