package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.netty.util.NetUtil;

/**
 * An address to send to. An open flow to the same address is used again.
 *
 * @param transport how to get there
 * @param host address literal (IPv6 with or without brackets) or plain host name; over TLS the certificate must be this one's
 * @param port 1 to 65,535
 * @param address of the host if it has been looked up already (RFC 3263), else null
 */
public record Destination(SipTransport transport, String host, int port, InetAddress address) implements Target {

    public Destination {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("No usable destination: " + transport + " port " + port);
        }
    }

    /** A destination whose host is looked up when connecting. */
    public Destination(SipTransport transport, String host, int port) {
        this(transport, host, port, null);
    }

    /**
     * The same with its address where the host is a literal. Addresses that an operator wrote down are gone to whatever network
     * they are in, unlike those that others name.
     */
    public Destination asConfigured() {
        byte[] literal = address != null ? null : NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return literal == null ? this : new Destination(transport, host, port, InetAddress.getByAddress(literal));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }

    /** The same host and port by another transport. */
    public Destination by(SipTransport other) {
        return new Destination(other, host, port, address);
    }

    @Override
    public String toString() {
        return transport + " " + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
