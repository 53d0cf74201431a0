package io.bridgehead.bridge.embedded;

import java.time.Duration;

/** Allows so many events in each span of time. Not thread-safe. */
final class RateLimit {

    private final int most;
    private final long spanNanos;
    private long startedAt = System.nanoTime();
    private int count;

    RateLimit(int most, Duration span) {
        this.most = most;
        this.spanNanos = span.toNanos();
    }

    /** Counts one and says whether it is still within the limit. */
    boolean allows() {
        long now = System.nanoTime();
        if (now - startedAt >= spanNanos) {
            startedAt = now;
            count = 0;
        }
        return ++count <= most;
    }
}
