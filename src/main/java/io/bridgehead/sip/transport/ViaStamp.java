package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.Via;

/**
 * Writes into a request's top Via where it really came from, and finds where the response goes (RFC 3261 section 18.2, RFC
 * 3581).
 */
public final class ViaStamp {
    /** A client's offer to send keep-alives, answered with the seconds between them that suit us (RFC 6223). */
    private static final String KEEP = "keep";
    private static final int CONNECTION_KEEP = 120;
    /** Most NATs forget a silent UDP peer after 30 seconds. */
    private static final int UDP_KEEP = 25;

    private ViaStamp() {
    }

    /** WebSocket requests stay as they are: RFC 7118 section 5.3 has no use for received, and clients compare. */
    static void stamp(SipRequest request, Flow flow) {
        if (flow.transport().isWebSocket()) {
            return;
        }
        Via via = request.topVia();
        InetSocketAddress source = flow.remote();
        String address = plain(source);
        Via stamped = isOffer(via.params().get(KEEP))
                ? via.withParam(KEEP, Integer.toString(flow.transport().isReliable() ? CONNECTION_KEEP : UDP_KEEP))
                : via;
        if (via.hasRport()) {
            stamped = stamped.withParam("received", address).withParam("rport", Integer.toString(source.getPort()));
        } else if (!isSame(via.host(), address)) {
            stamped = stamped.withParam("received", address);
        } else if (via.received() != null) {
            stamped = new Via(via.transport(), via.host(), via.port(), stamped.params().without("received"));
        }
        if (stamped != via) {
            request.replaceFirst(SipHeader.VIA, stamped.toString());
        }
    }

    /**
     * Where the response to a request goes: down its flow; over UDP without rport to the port in sent-by. Address and maddr in
     * Via are never followed, they could name anybody.
     */
    public static Flow responseFlow(SipRequest request, Flow flow) {
        if (!(flow instanceof UdpFlow udp)) {
            return flow;
        }
        Via via = request.topVia();
        int port = via.port() > 0 ? via.port() : SipTransport.UDP.defaultPort();
        return via.hasRport() || port == udp.remote().getPort() ? flow : udp.toPort(port);
    }

    private static boolean isOffer(String keep) {
        return keep != null && keep.isEmpty();
    }

    private static boolean isSame(String sentByHost, String address) {
        return sentByHost.equals(address)
                || sentByHost.startsWith("[") && sentByHost.equalsIgnoreCase('[' + address + ']');
    }

    private static String plain(InetSocketAddress address) {
        String text = address.getAddress().getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
