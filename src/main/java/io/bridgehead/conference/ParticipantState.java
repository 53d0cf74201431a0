package io.bridgehead.conference;

/** The endpoint states of RFC 4575, section 5.7.3. */
public enum ParticipantState {
    /** To be dialled later. */
    PENDING("pending"),
    DIALING_OUT("dialing-out"),
    DIALING_IN("dialing-in"),
    /** The telephone rings. */
    ALERTING("alerting"),
    /** Answered; never entered before an answer, whatever media the network plays. */
    CONNECTED("connected"),
    ON_HOLD("on-hold"),
    MUTED_VIA_FOCUS("muted-via-focus"),
    /** A hang-up is asked for and not yet confirmed. */
    DISCONNECTING("disconnecting"),
    /** The attempt is over. */
    DISCONNECTED("disconnected");

    private final String word;

    ParticipantState(String word) {
        this.word = word;
    }

    /** The RFC's word. */
    public String word() {
        return word;
    }

    /** Whether the person can be heard, or could be. */
    public boolean inCall() {
        return this == CONNECTED || this == ON_HOLD || this == MUTED_VIA_FOCUS;
    }

    /** Whether a telephone is being called and has not answered. */
    public boolean calling() {
        return this == DIALING_OUT || this == DIALING_IN || this == ALERTING;
    }
}
