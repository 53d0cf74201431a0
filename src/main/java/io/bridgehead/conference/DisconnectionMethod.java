package io.bridgehead.conference;

/** How an endpoint left, in the words of RFC 4575, section 5.7.6. */
public enum DisconnectionMethod {
    DEPARTED("departed"),
    BOOTED("booted"),
    FAILED("failed"),
    BUSY("busy");

    private final String word;

    DisconnectionMethod(String word) {
        this.word = word;
    }

    /** The RFC's word. */
    public String word() {
        return word;
    }
}
