package io.bridgehead.conference;

/** Where the knowledge of a state comes from. */
public enum KnownBy {
    /** The bridge saw it. */
    BRIDGE,
    /** Nothing was heard in time. */
    TIMER,
    /** Somebody asked for it, or it follows from what was asked. */
    COMMAND
}
