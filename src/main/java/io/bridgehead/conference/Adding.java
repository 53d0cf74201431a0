package io.bridgehead.conference;

/** Who may add people to a conference, and so call telephones at its owner's cost. */
public enum Adding {
    /** The owner and the moderator. */
    IN_CHARGE("in-charge"),
    /** Besides them every user who is in the call. */
    PARTICIPANTS("participants");

    private final String word;

    Adding(String word) {
        this.word = word;
    }

    /** The word used in messages and in the configuration. */
    public String word() {
        return word;
    }
}
