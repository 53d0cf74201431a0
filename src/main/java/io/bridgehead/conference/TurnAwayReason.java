package io.bridgehead.conference;

/** Why a caller with the right PIN is not let in. */
public enum TurnAwayReason {
    LOCKED("locked"),
    /** As many are in the conference as its account allows. */
    FULL("full"),
    ENDED("ended");

    private final String word;

    TurnAwayReason(String word) {
        this.word = word;
    }

    /** The word used towards bridges. */
    public String word() {
        return word;
    }
}
