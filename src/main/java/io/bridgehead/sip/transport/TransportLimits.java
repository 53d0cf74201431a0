package io.bridgehead.sip.transport;

import java.time.Duration;

/**
 * What peers may use up.
 *
 * @param maxConnections accepted connections in total over all listeners, default 20,000
 * @param perAddress what one IP address may use up
 * @param firstRequestTimeout from accepting a connection (TLS and WebSocket handshake included) to its first whole request,
 *        default 5 s
 * @param partialMessageTimeout from the first to the last byte of one message, default 10 s
 * @param idleTimeout a connection that sends nothing, not even a keep-alive, is closed; default 15 min
 * @param webSocketPing a WebSocket connection silent for so long is sent a ping, and closed after the third without any frame
 *        from the peer; zero for never; default 30 s
 * @param connectTimeout for outbound connections, default 4 s
 * @param maxQueuedBytes bytes waiting in one connection's write queue before sending fails, default 1 MiB
 * @param maxPartialBytes bytes of messages begun and not ended, over all connections; the connection that goes over it is
 *        closed; default 64 MiB
 * @param maxUdpRequestBytes larger requests over UDP are answered 513 and, but for INVITE, not sent (RFC 3261 section 18.1.1),
 *        default 1,300
 * @param udpCredit whether an address gets no more bytes of responses over UDP than it has sent, until it has shown that it
 *        receives them; default false, because an INVITE nobody authenticates gets no 2xx then
 */
public record TransportLimits(int maxConnections, AddressLimits perAddress, Duration firstRequestTimeout,
        Duration partialMessageTimeout, Duration idleTimeout, Duration webSocketPing, Duration connectTimeout,
        int maxQueuedBytes, long maxPartialBytes, int maxUdpRequestBytes, boolean udpCredit) {

    public static final TransportLimits DEFAULT = new TransportLimits(20_000, AddressLimits.DEFAULT, Duration.ofSeconds(5),
            Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofSeconds(4), 1 << 20, 64L << 20,
            1_300, false);

    public TransportLimits withMaxUdpRequestBytes(int bytes) {
        return new TransportLimits(maxConnections, perAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout,
                webSocketPing, connectTimeout, maxQueuedBytes, maxPartialBytes, bytes, udpCredit);
    }

    public TransportLimits withConnections(int total, AddressLimits ofOneAddress) {
        return new TransportLimits(total, ofOneAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout, webSocketPing,
                connectTimeout, maxQueuedBytes, maxPartialBytes, maxUdpRequestBytes, udpCredit);
    }

    public TransportLimits withTimeouts(Duration firstRequest, Duration partialMessage, Duration idle, Duration connect) {
        return new TransportLimits(maxConnections, perAddress, firstRequest, partialMessage, idle, webSocketPing, connect,
                maxQueuedBytes, maxPartialBytes, maxUdpRequestBytes, udpCredit);
    }

    public TransportLimits withWebSocketPing(Duration ping) {
        return new TransportLimits(maxConnections, perAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout, ping,
                connectTimeout, maxQueuedBytes, maxPartialBytes, maxUdpRequestBytes, udpCredit);
    }

    public TransportLimits withMaxPartialBytes(long bytes) {
        return new TransportLimits(maxConnections, perAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout,
                webSocketPing, connectTimeout, maxQueuedBytes, bytes, maxUdpRequestBytes, udpCredit);
    }

    public TransportLimits withUdpCredit(boolean on) {
        return new TransportLimits(maxConnections, perAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout,
                webSocketPing, connectTimeout, maxQueuedBytes, maxPartialBytes, maxUdpRequestBytes, on);
    }
}
