package io.bridgehead.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Does something a given number of times at a steady rate, whether or not what it began has ended (an open loop). */
final class Pacer implements LongConsumer {

    private static final int BURST = 64;

    private volatile int perSecond;
    private final Runnable action;
    private long startedAt;
    private int wanted;
    private int done;

    Pacer(EventLoop loop, int perSecond, Runnable action) {
        this.perSecond = perSecond;
        this.action = action;
        loop.onTick(this);
    }

    /** Sets the rate; not while it runs. */
    void perSecond(int rate) {
        perSecond = rate;
    }

    /** Begins anew; to be called on the loop. */
    void start(int count) {
        startedAt = System.nanoTime();
        wanted = count;
        done = 0;
    }

    boolean isDone() {
        return done >= wanted;
    }

    boolean isPastHalf() {
        return done > wanted / 2;
    }

    @Override
    public void accept(long now) {
        // What is late goes out in portions, lest answers wait for it.
        for (int burst = 0; burst < BURST && done < wanted
                && (now - startedAt) * perSecond >= done * TimeUnit.SECONDS.toNanos(1); burst++) {
            done++;
            action.run();
        }
    }
}
