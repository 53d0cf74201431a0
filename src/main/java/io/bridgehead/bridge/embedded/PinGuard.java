package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses PINs. A caller has some wrong ones free; from then on each further call of wrong ones is followed by a
 * hold twice as long as the one before. Callers from the telephone network may have any number of numbers: all of them together
 * have some wrong ones in a span of time, too. Users of ours are known and have no part in that, so nobody outside can shut
 * them out. Thread-safe, of fixed memory.
 */
final class PinGuard {

    /** Wrong PINs in one call before it is hung up. */
    static final int PER_CALL = 3;
    /** Wrong PINs that a caller has free: three calls of them. */
    static final int FREE = 9;
    static final Duration FIRST_HOLD = Duration.ofMinutes(10);
    static final Duration LONGEST_HOLD = Duration.ofHours(24);
    /** Wrong PINs that all callers from outside together may enter in a span. */
    static final int OUTSIDE = 100;
    static final Duration OUTSIDE_SPAN = Duration.ofMinutes(10);

    private static final int MOST_CALLERS = 10_000;
    private static final Duration FORGET_AFTER = Duration.ofHours(24);

    private final LongSupplier nanoTime;
    /** The one whose last wrong PIN is longest ago comes first. */
    private final Map<String, Caller> callers = new LinkedHashMap<>(16, 0.75f, true);
    private long outsideSince;
    private int outsideWrong;

    private static final class Caller {
        private int wrong;
        private long lastAt;
        private long heldUntil;
        private boolean held;
    }

    /** @param nanoTime the time, such as {@link System#nanoTime} */
    PinGuard(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.outsideSince = nanoTime.getAsLong();
    }

    /**
     * Whether a caller may be asked for a PIN, or the one just entered looked at.
     *
     * @param outside whether the caller comes from the telephone network
     */
    synchronized boolean allows(String caller, boolean outside) {
        long now = nanoTime.getAsLong();
        if (outside && now - outsideSince < OUTSIDE_SPAN.toNanos() && outsideWrong >= OUTSIDE) {
            return false;
        }
        Caller known = callers.get(caller);
        return known == null || !known.held || now - known.heldUntil >= 0;
    }

    /** Counts a wrong PIN. */
    synchronized void wrong(String caller, boolean outside) {
        long now = nanoTime.getAsLong();
        if (outside) {
            if (now - outsideSince >= OUTSIDE_SPAN.toNanos()) {
                outsideSince = now;
                outsideWrong = 0;
            }
            outsideWrong++;
        }
        Caller counted = callers.computeIfAbsent(caller, key -> new Caller());
        if (counted.wrong > 0 && now - (counted.held ? counted.heldUntil : counted.lastAt) >= FORGET_AFTER.toNanos()) {
            counted.wrong = 0;
            counted.held = false;
        }
        counted.wrong++;
        counted.lastAt = now;
        if (counted.wrong >= FREE && counted.wrong % PER_CALL == 0) {
            int doublings = Math.min(16, counted.wrong / PER_CALL - FREE / PER_CALL);
            Duration hold = FIRST_HOLD.multipliedBy(1L << doublings);
            counted.held = true;
            counted.heldUntil = now + Math.min(hold.toNanos(), LONGEST_HOLD.toNanos());
        }
        if (callers.size() > MOST_CALLERS) {
            callers.remove(callers.keySet().iterator().next());
        }
    }
}
