package io.bridgehead.sip;

import java.util.List;

import io.bridgehead.sip.proxy.ProxyTarget;

/**
 * One place to which {@code sip:relay} forwards a request.
 *
 * @param contact the new request URI: the contact as the device registered it
 * @param flow id of the connection that the device registered by ({@link SipConstants#FLOW}), or null to go by the address in
 *        the first path or the contact. A flow that is gone counts as answer 430 (RFC 5626 section 5.3)
 * @param path values of the Path headers of the registration, topmost first (RFC 3327); they become Route headers
 * @param quality the contact's preference, 0 to 1000 (q times thousand)
 */
public record RelayTarget(String contact, String flow, List<String> path, int quality) {

    public RelayTarget {
        path = path == null ? List.of() : List.copyOf(path);
    }

    /** A target of full preference. */
    public RelayTarget(String contact, String flow, List<String> path) {
        this(contact, flow, path, ProxyTarget.FULL_QUALITY);
    }

    /** A target reached by the connection it registered by. */
    public static RelayTarget byFlow(String contact, String flow) {
        return new RelayTarget(contact, flow, List.of());
    }

    /** A target reached by the address in its URI. */
    public static RelayTarget byAddress(String contact) {
        return new RelayTarget(contact, null, List.of());
    }
}
