package io.bridgehead.messagelog.ladder;

/** The lifelines of Figures 4 to 10, from left to right. */
public enum Party {

    CLIENT("client"),
    IM_SERVER("im-server"),
    /** The gateway with its conference reporting web service, which runs on the same computer. */
    GATEWAY("gateway"),
    CONFERENCE_SERVICE("service"),
    BRIDGE("bridge");

    private final String label;

    Party(String label) {
        this.label = label;
    }

    /** The name in the ladder and in its JSON. */
    public String label() {
        return label;
    }
}
