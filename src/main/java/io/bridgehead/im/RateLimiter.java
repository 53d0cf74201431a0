package io.bridgehead.im;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Lets everybody do something so often, and for a short while more often: a bucket of tokens for each key, kept as the one time
 * at which it is full again. Thread-safe; does not block.
 */
public final class RateLimiter {

    /** Full buckets are the same as none; they are thrown away when there are more than this. */
    private static final int BUCKETS = 20_000;

    private final long interval;
    private final long tolerance;
    private final LongSupplier nanos;
    private final LongAdder refused = new LongAdder();
    private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

    /**
     * @param perMinute how often on average; 0: without limit
     * @param burst how often at once after a time of quiet; at least 1 counts
     */
    public RateLimiter(int perMinute, int burst) {
        this(perMinute, burst, System::nanoTime);
    }

    RateLimiter(int perMinute, int burst, LongSupplier nanos) {
        if (perMinute < 0) {
            throw new IllegalArgumentException("bridgehead.limits: a rate below 0");
        }
        this.interval = perMinute == 0 ? 0 : TimeUnit.MINUTES.toNanos(1) / perMinute;
        this.tolerance = interval * Math.max(0, burst - 1);
        this.nanos = nanos;
    }

    /**
     * Takes one token.
     *
     * @return 0 if there was one, otherwise the seconds until there will be, at least 1
     */
    public int take(String key) {
        if (interval == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        long[] wait = new long[1];
        fullAt.compute(key, (k, full) -> {
            long from = full == null || full - now < 0 ? now : full;
            wait[0] = from - now - tolerance;
            return wait[0] > 0 ? Long.valueOf(from) : Long.valueOf(from + interval);
        });
        if (fullAt.size() > BUCKETS) {
            fullAt.values().removeIf(full -> full - now < 0);
        }
        if (wait[0] <= 0) {
            return 0;
        }
        refused.increment();
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait[0] + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    /** How often somebody was told to wait. */
    public long refused() {
        return refused.sum();
    }

    int size() {
        return fullAt.size();
    }
}
