package io.bridgehead.conference;

/** Whom a new conference dials first. */
public enum StartPolicy {
    /** The initiator; the others only once the initiator has answered (Figure 4). */
    INITIATOR_FIRST,
    /** Everybody at once. */
    EAGER
}
