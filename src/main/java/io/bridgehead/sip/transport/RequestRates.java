package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * How many requests one address may send: a token bucket for each, kept as the moment at which it will be full again (the
 * "generic cell rate algorithm").
 */
final class RequestRates {
    private static final long SECOND = 1_000_000_000L;

    private final AddressLimits limits;
    private final LongSupplier clock;
    private final long start;
    private final long cost;
    private final long tolerance;
    private final AddressSlots fullAt = new AddressSlots();

    RequestRates(AddressLimits limits, LongSupplier nanoClock) {
        this.limits = limits;
        this.clock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.cost = limits.requestsPerSecond() == 0 ? 0 : SECOND / limits.requestsPerSecond();
        this.tolerance = cost * limits.burst();
    }

    /**
     * Counts a request.
     *
     * @param patience nanoseconds by which an address may be over its allowance and its request still be counted
     * @return nanoseconds until the request is within the allowance, 0 if it is; above the patience it was not counted
     */
    long take(InetAddress address, long patience) {
        if (cost == 0 || limits.trusted().contains(address)) {
            return 0;
        }
        long now = clock.getAsLong() - start;
        long before = fullAt.getAndUpdate(address, full -> {
            long next = Math.max(full, now) + cost;
            return next - now - tolerance > patience ? full : next;
        });
        return Math.max(0, Math.max(before, now) + cost - now - tolerance);
    }
}
