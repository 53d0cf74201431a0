package io.bridgehead.bridge.embedded;

import java.time.Duration;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;

/**
 * How an address is called.
 *
 * @param uri the Request-URI and To
 * @param destination where the INVITE is sent first; {@code null} for the servers that {@code uri} means (RFC 3263)
 * @param caller the address in From
 * @param user who we say we are when challenged on that way, {@code null} for nobody
 * @param password belonging to {@code user}
 * @param pace how many calls this way takes in a second, {@code null} for as many as there are
 */
record DialPath(SipUri uri, Destination destination, SipUri caller, String user, String password, Pace pace) {

    /** How long this call has to wait for its turn; takes the turn. */
    Duration turn() {
        return pace == null ? Duration.ZERO : pace.reserve();
    }

    /** Without password and address. */
    @Override
    public String toString() {
        return "DialPath[" + destination + "]";
    }
}
