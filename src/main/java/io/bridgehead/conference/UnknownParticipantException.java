package io.bridgehead.conference;

/** A command for a participant who is not in the conference. */
public class UnknownParticipantException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public UnknownParticipantException() {
        super("unknown-participant",
                "There is no such participant in this conference.",
                "Look at the conference again and choose one of its participants.");
    }
}
