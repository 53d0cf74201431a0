package io.bridgehead.sip.dialog;

/** Where a call leg stands. It moves only forward. */
public enum CallState {
    /** INVITE under way, nobody has rung. */
    CALLING,
    /** A provisional response above 100 was seen or sent. */
    EARLY,
    /** Answered 2xx. */
    CONFIRMED,
    /** Over; {@link CallListener#onEnded} was or is being called. */
    ENDED
}
