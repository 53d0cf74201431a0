package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads calls in time: each gets a moment of its own, so many in a second, in the order they ask. Nothing is refused, and who
 * asks after a pause does not wait.
 */
final class Pace {

    private final long gap;
    private final LongSupplier nanoTime;
    private long next;

    /**
     * @param perSecond calls in a second, at least 1
     * @param nanoTime the time, such as {@link System#nanoTime}
     */
    Pace(int perSecond, LongSupplier nanoTime) {
        this.gap = Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Takes the next moment and says how long it is until then; zero if it is now. */
    synchronized Duration reserve() {
        long now = nanoTime.getAsLong();
        long moment = next - now > 0 ? next : now;
        next = moment + gap;
        return Duration.ofNanos(moment - now);
    }
}
