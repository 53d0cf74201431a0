package io.bridgehead.conference;

/** What can be done to somebody's call while it goes on. */
public enum Steering {
    /** Takes the voice out of the mix; the person still hears the others. */
    MUTE("mute"),
    UNMUTE("unmute"),
    /** Takes the person aside: neither heard by the others nor hearing them. */
    HOLD("hold"),
    RESUME("resume");

    private final String word;

    Steering(String word) {
        this.word = word;
    }

    /** The word used in messages and in the contract with bridges. */
    public String word() {
        return word;
    }
}
