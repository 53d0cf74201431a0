package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongUnaryOperator;

/**
 * One number for each IP address (of IPv6 for each network of 64 bits) in a fixed 512 kB, whoever comes: two addresses may
 * share a slot, but nobody outside can choose with whom.
 */
final class AddressSlots {
    private static final int SLOTS = 1 << 16;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final long seed = new SecureRandom().nextLong();

    long update(InetAddress address, LongUnaryOperator change) {
        return slots.updateAndGet(slot(address), change);
    }

    long getAndUpdate(InetAddress address, LongUnaryOperator change) {
        return slots.getAndUpdate(slot(address), change);
    }

    private int slot(InetAddress address) {
        byte[] bytes = address.getAddress();
        long hash = seed;
        for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
            hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ seed >>> 17) * 0xBF58476D1CE4E5B9L;
        return (int) (hash >>> 40) & SLOTS - 1;
    }
}
