package io.bridgehead.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times between two events, in nanoseconds. Not thread-safe. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] values = new long[1024];
    private int size;

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The smallest time that this share of all, 0 to 1, does not exceed, in milliseconds; 0 without any. */
    double millis(double share) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)] / NANOS_PER_MILLI;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, longest %.1f ms", millis(0.5), millis(0.99), millis(1));
    }
}
