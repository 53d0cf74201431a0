package io.bridgehead.sip.proxy;

import java.util.List;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Target;

/**
 * One place a request is forwarded to.
 *
 * @param uri the new request URI
 * @param target the connection or address to send to; null to go by the first Route, else by the URI
 * @param path Route values to put on top, the first one first (RFC 3327)
 * @param quality the contact's preference, 0 to 1000 (q times thousand)
 */
public record ProxyTarget(SipUri uri, Target target, List<String> path, int quality) {

    /** The preference of a contact without q (RFC 3261 section 20.10). */
    public static final int FULL_QUALITY = 1_000;

    public ProxyTarget {
        path = List.copyOf(path);
    }

    /** A target of full preference. */
    public ProxyTarget(SipUri uri, Target target, List<String> path) {
        this(uri, target, path, FULL_QUALITY);
    }
}
