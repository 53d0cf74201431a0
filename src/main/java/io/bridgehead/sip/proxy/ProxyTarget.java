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
 */
public record ProxyTarget(SipUri uri, Target target, List<String> path) {

    public ProxyTarget {
        path = List.copyOf(path);
    }
}
