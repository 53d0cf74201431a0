package io.bridgehead.conference;

/** What becomes of a conference when somebody leaves it. */
public enum OnLeaving {
    END("end"),
    GO_ON("go-on");

    private final String word;

    OnLeaving(String word) {
        this.word = word;
    }

    /** The word used in messages and in the configuration. */
    public String word() {
        return word;
    }
}
