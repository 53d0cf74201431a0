package io.bridgehead.sip.transport;

import java.net.InetSocketAddress;

/** A listener that is open, with the port it really got. */
public record BoundAddress(Listener listener, InetSocketAddress address) {
    public SipTransport transport() {
        return listener.transport();
    }

    public int port() {
        return address.getPort();
    }
}
