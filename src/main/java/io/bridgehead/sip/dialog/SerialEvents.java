package io.bridgehead.sip.dialog;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

/** Runs tasks one after another on an executor: a listener hears of one event at a time, and never inside our locks. */
final class SerialEvents {

    private static final Logger LOG = Logger.getLogger(SerialEvents.class);

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Executor executor;
    /** True from the start: nothing runs before {@link #release()}. */
    private boolean running = true;

    SerialEvents(Executor executor) {
        this.executor = executor;
    }

    /** Lets the events go, those added so far first. */
    void release() {
        executor.execute(this::drain);
    }

    void add(Runnable event) {
        synchronized (queue) {
            queue.add(event);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        for (;;) {
            Runnable event;
            synchronized (queue) {
                event = queue.poll();
                if (event == null) {
                    running = false;
                    return;
                }
            }
            try {
                event.run();
            } catch (RuntimeException e) {
                LOG.error("A listener of a call failed", e);
            }
        }
    }
}
