package io.bridgehead.messagelog;

/** Which hop of the way from a client to a telephone, and back, a message took. */
public enum Hop {

    /**
     * A SIP request through the IM server, from whichever side. Being accepted from its sender and being delivered to its
     * receiver are two moments of one row.
     */
    SIP,
    /** A web service was called. */
    WEBSERVICE_REQUEST,
    /** A web service answered; a fault is an answer. */
    WEBSERVICE_ANSWER,
    /** A command to a conference bridge. */
    BRIDGE_COMMAND,
    /** What a conference bridge reported. */
    BRIDGE_EVENT
}
