package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;

/** Counts accepted connections, in total and per address. */
final class ConnectionLimiter {
    private final TransportLimits limits;
    private final TransportCounters counters;
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    ConnectionLimiter(TransportLimits limits, TransportCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    /** Whether the connection may stay; if so it is counted until it closes. */
    boolean admit(Channel channel, InetAddress address) {
        if (counters.connections.incrementAndGet() > limits.maxConnections()) {
            counters.connections.decrementAndGet();
            counters.refused.increment();
            return false;
        }
        if (perAddress.merge(address, 1, Integer::sum) > limits.maxConnectionsPerAddress()) {
            release(address);
            counters.refused.increment();
            return false;
        }
        channel.closeFuture().addListener(closed -> release(address));
        return true;
    }

    private void release(InetAddress address) {
        counters.connections.decrementAndGet();
        perAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
    }
}
