package io.bridgehead.sip.transport;

import java.util.Locale;

/** Why a transport refused a message or a connection. */
public enum Refusal {
    /** Thrown away without an answer: no SIP, or an answer would help a flood. */
    MALFORMED,
    /** A request that can be read but breaks a rule; it was answered. */
    INVALID,
    /** A request too large for UDP (513). */
    TOO_LARGE,
    /** An address has sent too many requests. */
    RATE,
    /** Too many connections, or too many of one address. */
    CONNECTIONS,
    /** No request, or no end of a message, in time. */
    TOO_SLOW,
    /** Messages begun and not ended hold too much memory. */
    PARTIAL_BYTES,
    /** A response over UDP to an address that has sent less. */
    UDP_CREDIT;

    /** As it stands in a metric. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
