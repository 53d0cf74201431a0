package io.bridgehead.im.route;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

/** Work that one source gives to workers, one after the other: what a source sends later does not overtake it. */
final class InOrder {

    private static final Logger LOG = Logger.getLogger(InOrder.class);

    private final Map<Object, Queue<Runnable>> waiting = new ConcurrentHashMap<>();

    /** Whether a worker still has something of that source. */
    boolean isBusy(Object source) {
        return !waiting.isEmpty() && waiting.containsKey(source);
    }

    /** @throws RejectedExecutionException if the workers take nothing more; the work is then not done */
    void execute(Object source, Runnable work, Executor workers) {
        boolean[] first = new boolean[1];
        waiting.compute(source, (key, some) -> {
            first[0] = some == null;
            Queue<Runnable> all = some == null ? new ArrayDeque<>() : some;
            all.add(work);
            return all;
        });
        if (first[0]) {
            try {
                workers.execute(() -> drain(source, work));
            } catch (RejectedExecutionException e) {
                next(source);
                throw e;
            }
        }
    }

    private void drain(Object source, Runnable first) {
        for (Runnable work = first; work != null; work = next(source)) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A step of a route failed", e);
            }
        }
    }

    /** Takes away what is done; gives what follows, or null. */
    private Runnable next(Object source) {
        Runnable[] following = new Runnable[1];
        waiting.computeIfPresent(source, (key, some) -> {
            some.remove();
            following[0] = some.peek();
            return following[0] == null ? null : some;
        });
        return following[0];
    }
}
