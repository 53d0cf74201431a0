package io.bridgehead.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;

/** Counts accepted connections, in total and per address. */
final class ConnectionLimiter {
    private static final int NETWORK_BYTES = 8;

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
            counters.refuse(Refusal.CONNECTIONS);
            return false;
        }
        InetAddress counted = network(address);
        if (perAddress.merge(counted, 1, Integer::sum) > limits.perAddress().maxConnections()
                && !limits.perAddress().trusted().contains(address)) {
            release(counted);
            counters.refuse(Refusal.CONNECTIONS);
            return false;
        }
        channel.closeFuture().addListener(closed -> release(counted));
        return true;
    }

    /** Of IPv6 the network of 64 bits that one customer is given. */
    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // its length is right
        }
    }

    private void release(InetAddress address) {
        counters.connections.decrementAndGet();
        perAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
    }
}
