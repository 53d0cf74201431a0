package io.bridgehead.sip.transport;

import java.time.Duration;

/**
 * What peers may use up.
 *
 * @param maxConnections accepted connections in total over all listeners, default 20,000
 * @param maxConnectionsPerAddress accepted connections of one IP address, default 200
 * @param firstRequestTimeout from accepting a connection (TLS and WebSocket handshake included) to its first whole request,
 *        default 5 s
 * @param partialMessageTimeout from the first to the last byte of one message, default 10 s
 * @param idleTimeout a connection that sends nothing, not even a keep-alive, is closed; default 15 min
 * @param connectTimeout for outbound connections, default 4 s
 * @param maxQueuedBytes bytes waiting in one connection's write queue before sending fails, default 1 MiB
 * @param maxUdpRequestBytes larger requests over UDP are answered 513 and, but for INVITE, not sent (RFC 3261 section 18.1.1),
 *        default 1,300
 */
public record TransportLimits(int maxConnections, int maxConnectionsPerAddress, Duration firstRequestTimeout,
        Duration partialMessageTimeout, Duration idleTimeout, Duration connectTimeout, int maxQueuedBytes,
        int maxUdpRequestBytes) {

    public static final TransportLimits DEFAULT = new TransportLimits(20_000, 200, Duration.ofSeconds(5),
            Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofSeconds(4), 1 << 20, 1_300);

    public TransportLimits withMaxUdpRequestBytes(int bytes) {
        return new TransportLimits(maxConnections, maxConnectionsPerAddress, firstRequestTimeout, partialMessageTimeout,
                idleTimeout, connectTimeout, maxQueuedBytes, bytes);
    }

    public TransportLimits withConnections(int total, int perAddress) {
        return new TransportLimits(total, perAddress, firstRequestTimeout, partialMessageTimeout, idleTimeout, connectTimeout,
                maxQueuedBytes, maxUdpRequestBytes);
    }

    public TransportLimits withTimeouts(Duration firstRequest, Duration partialMessage, Duration idle, Duration connect) {
        return new TransportLimits(maxConnections, maxConnectionsPerAddress, firstRequest, partialMessage, idle, connect,
                maxQueuedBytes, maxUdpRequestBytes);
    }
}
