package io.bridgehead.status;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

import org.jboss.logging.Logger;

/**
 * Passes on news of which only the newest counts. The first goes at once; what comes for the same key while it is on its way,
 * or soon after, is merged and goes together. So one slow receiver gets fewer news and holds up nobody else, and a flood is
 * no more than one sending in an interval. Where there is too much of it, news is dropped.
 *
 * @param <K> whom the news is for
 * @param <V> the news
 */
public final class Conflater<K, V> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Conflater.class);
    private static final int KEYS = 100_000;
    private static final int TRIES = 5;
    private static final long IDLE_SECONDS = 30;

    private final long intervalMillis;
    private final BinaryOperator<V> merge;
    private final BiConsumer<K, V> sender;
    /** What is to be sent; a key is there as long as somebody looks after it. */
    private final Map<K, Slot<V>> slots = new HashMap<>();
    private final ScheduledExecutorService clock;
    private final ThreadPoolExecutor workers;

    private static final class Slot<V> {
        private V waiting;
        private int failures;
    }

    /**
     * @param name of its threads
     * @param threads how many send at once. A receiver that does not answer keeps one busy until the sending is given up
     * @param intervalMillis the shortest time between the end of a sending and the next for the same key
     * @param merge makes one of an older and a newer news
     * @param sender sends; may block. News it fails on is offered again a few times, with what is newer
     */
    public Conflater(String name, int threads, long intervalMillis, BinaryOperator<V> merge, BiConsumer<K, V> sender) {
        this.intervalMillis = intervalMillis;
        this.merge = merge;
        this.sender = sender;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> thread(task, name + "-clock"));
        this.workers = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> thread(task, name));
        workers.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes news and returns at once. */
    public void offer(K key, V news) {
        synchronized (slots) {
            Slot<V> slot = slots.get(key);
            if (slot != null) {
                slot.waiting = slot.waiting == null ? news : merge.apply(slot.waiting, news);
                return;
            }
            if (slots.size() >= KEYS) {
                return;
            }
            slot = new Slot<>();
            slot.waiting = news;
            slots.put(key, slot);
        }
        run(key);
    }

    private void run(K key) {
        try {
            workers.execute(() -> send(key));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: news is not sent any more");
        }
    }

    private void send(K key) {
        V news;
        synchronized (slots) {
            Slot<V> slot = slots.get(key);
            if (slot.waiting == null) {
                slots.remove(key);
                return;
            }
            news = slot.waiting;
            slot.waiting = null;
        }
        later(key, attempt(key, news));
    }

    /** Sends; gives the milliseconds to wait before the next. */
    private long attempt(K key, V news) {
        try {
            sender.accept(key, news);
            synchronized (slots) {
                slots.get(key).failures = 0;
            }
            return intervalMillis;
        } catch (RuntimeException e) {
            LOG.debugf("News was not sent: %s", e.getMessage());
            synchronized (slots) {
                Slot<V> slot = slots.get(key);
                slot.failures = Math.min(slot.failures + 1, TRIES);
                if (slot.failures < TRIES) {
                    slot.waiting = slot.waiting == null ? news : merge.apply(news, slot.waiting);
                }
                return intervalMillis << slot.failures;
            }
        }
    }

    private void later(K key, long millis) {
        try {
            clock.schedule(() -> run(key), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: news is not sent any more");
        }
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
    }
}
