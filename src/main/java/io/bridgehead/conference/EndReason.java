package io.bridgehead.conference;

/** Why a conference ends. */
public enum EndReason {
    OWNER_ENDED("ended-by-owner", false),
    INITIATOR_LEFT("initiator-left", false),
    /** The initiator was busy, declined, did not answer …; the outcome tells which. */
    INITIATOR_NOT_REACHED("initiator-not-reached", false),
    /** The initiator had left before, and now nobody is there any more. */
    EVERYBODY_LEFT("everybody-left", false),
    /** One person, or nobody, was in the call for too long. */
    ALONE("alone", false),
    /** Nobody talked and nothing happened for too long. */
    INACTIVE("inactive", false),
    TOO_LONG("maximum-length", false),
    BRIDGE_UNAVAILABLE("bridge-unavailable", true),
    /** The bridge ended the conference by itself, for inactivity for example. */
    BRIDGE_ENDED("ended-by-bridge", true);

    private final String word;
    private final boolean fatal;

    EndReason(String word, boolean fatal) {
        this.word = word;
        this.fatal = fatal;
    }

    /** The word used in messages. */
    public String word() {
        return word;
    }

    /** Whether this is a fatal error (Figure 10): reported at once, hang-ups as best we can. */
    public boolean fatal() {
        return fatal;
    }
}
