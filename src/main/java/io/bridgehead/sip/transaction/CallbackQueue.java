package io.bridgehead.sip.transaction;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

/** Runs the callbacks of one transaction one after another on the user's executor. */
final class CallbackQueue implements Runnable {
    private static final Logger LOG = Logger.getLogger(CallbackQueue.class);

    private final Executor executor;
    /** Null as long as there never was more than one waiting. */
    private ArrayDeque<Runnable> more;
    private Runnable next;
    private boolean running;

    CallbackQueue(Executor executor) {
        this.executor = executor;
    }

    /** @return false if the executor refuses work */
    boolean submit(Runnable callback) {
        synchronized (this) {
            if (next == null) {
                next = callback;
            } else {
                if (more == null) {
                    more = new ArrayDeque<>(2);
                }
                more.add(callback);
            }
            if (running) {
                return true;
            }
            running = true;
        }
        try {
            executor.execute(this);
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running = false;
                next = null;
                more = null;
            }
            LOG.debug("The executor takes no more callbacks");
            return false;
        }
    }

    @Override
    public void run() {
        for (Runnable callback = first(); callback != null; callback = following()) {
            try {
                callback.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A callback of a SIP transaction failed", e);
            }
        }
    }

    private synchronized Runnable first() {
        return next;
    }

    private synchronized Runnable following() {
        next = more == null ? null : more.poll();
        running = next != null;
        return next;
    }
}
