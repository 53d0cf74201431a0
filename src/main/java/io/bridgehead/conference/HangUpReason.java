package io.bridgehead.conference;

/** Why the bridge is asked to hang a leg up. */
public enum HangUpReason {
    REMOVED("removed"),
    /** The person asked for it. */
    LEAVING("leaving"),
    NO_ANSWER("no-answer"),
    CONFERENCE_ENDED("conference-ended"),
    /** The leg showed life after its end. */
    OVER_ALREADY("over-already");

    private final String word;

    HangUpReason(String word) {
        this.word = word;
    }

    /** The word used towards bridges. */
    public String word() {
        return word;
    }
}
