package io.bridgehead.conference;

/** Where a conference is in its life. */
public enum ConferencePhase {
    /** Created; the initiator has not answered yet. */
    STARTING("starting"),
    RUNNING("running"),
    /** People are being hung up. */
    ENDING("ending"),
    ENDED("ended");

    private final String word;

    ConferencePhase(String word) {
        this.word = word;
    }

    /** The word used in messages. */
    public String word() {
        return word;
    }
}
