package io.bridgehead.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Does something a given number of times at a steady rate, whether or not what it began has ended (an open loop). */
final class Pacer implements LongConsumer {

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

    @Override
    public void accept(long now) {
        while (done < wanted && (now - startedAt) * perSecond >= done * TimeUnit.SECONDS.toNanos(1)) {
            done++;
            action.run();
        }
    }
}
