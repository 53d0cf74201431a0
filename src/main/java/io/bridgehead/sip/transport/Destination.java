package io.bridgehead.sip.transport;

/**
 * An address to send to. An open flow to the same address is used again.
 *
 * @param transport how to get there
 * @param host address literal (IPv6 with or without brackets) or plain host name
 * @param port 1 to 65,535
 */
public record Destination(SipTransport transport, String host, int port) implements Target {

    public Destination {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("No usable destination: " + transport + " port " + port);
        }
    }

    @Override
    public String toString() {
        return transport + " " + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
