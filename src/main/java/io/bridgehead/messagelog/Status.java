package io.bridgehead.messagelog;

/** What became of a message. */
public enum Status {

    /** Written down, and on its way. */
    ACCEPTED,
    /** The receiver answered; the response code says what. */
    DELIVERED,
    /** The receiver was away; the message waits for them. */
    KEPT,
    /** It waited and a newer one of the same topic took its place, so that nobody is told what is no longer so. */
    SUPERSEDED,
    /** It waited until it was too old. */
    EXPIRED,
    /** It will not arrive; the response code says why, where there is one. */
    FAILED
}
