package io.bridgehead.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Whether more and more requests wait for an answer while load goes on. Only the loop's thread uses it. */
final class Backlog implements LongConsumer {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    /** Random variation is no growth: half as much again, and what comes in 50 ms. */
    private static final double MORE = 1.5;
    private static final double SECONDS = 0.05;

    private final Traffic traffic;
    private final Pacer pacer;
    private long last = System.nanoTime();
    private final double[] sum = new double[2];
    private final int[] count = new int[2];

    Backlog(Traffic traffic, Pacer pacer) {
        this.traffic = traffic;
        this.pacer = pacer;
    }

    void clear() {
        sum[0] = sum[1] = 0;
        count[0] = count[1] = 0;
    }

    @Override
    public void accept(long now) {
        if (now - last >= INTERVAL && !pacer.isDone()) {
            last = now;
            int half = pacer.isPastHalf() ? 1 : 0;
            sum[half] += traffic.open;
            count[half]++;
        }
    }

    /** Whether more waited in the second half than in the first. */
    boolean grew(int rate) {
        return sum[1] / Math.max(1, count[1]) > MORE * sum[0] / Math.max(1, count[0]) + SECONDS * rate;
    }
}
