package io.bridgehead.app.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import io.bridgehead.conference.OutboxEntry.Topic;
import io.bridgehead.store.Outbox;
import io.bridgehead.store.OutboxRow;
import io.bridgehead.store.StoreException;

/**
 * Hands the rows of one topic of the outbox to the route that does their work. A row is removed when its route succeeded and
 * tried again later when it failed, so that what was decided happens at least once, whatever crashes in between.
 */
final class OutboxWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxWorker.class);
    /** A bridge or a device that does not answer keeps one busy until it is given up; the others go on meanwhile. */
    private static final int AT_ONCE = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 6;

    private final Outbox outbox;
    private final Topic topic;
    private final String route;
    private final ProducerTemplate producer;
    private final ExecutorService threads;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private volatile boolean running = true;

    OutboxWorker(Outbox outbox, Topic topic, String route, CamelContext camel) {
        this.outbox = outbox;
        this.topic = topic;
        this.route = route;
        this.producer = camel.createProducerTemplate();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "outbox-" + topic.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        threads.execute(this::run);
    }

    private void run() {
        while (running) {
            try {
                free.acquire();
                free.release();
                List<OutboxRow> rows = outbox.take(topic, Math.max(1, free.availablePermits()), PATIENCE);
                for (OutboxRow row : rows) {
                    free.acquire();
                    hand(row);
                }
            } catch (StoreException e) {
                if (!running) {
                    return;
                }
                LOG.warnf("The outbox cannot be read (%s); trying again", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Without this thread nothing that was decided would be done until a restart.
                LOG.error("Taking from the outbox failed unexpectedly; trying again", e);
                pause();
            }
        }
    }

    private void hand(OutboxRow row) {
        try {
            threads.execute(() -> work(row));
        } catch (RejectedExecutionException e) {
            // Closing; the row is given out again after the restart.
            outbox.drop(row.id());
            free.release();
        }
    }

    private void work(OutboxRow row) {
        try {
            Exchange exchange = producer.request(route, out -> out.getIn().setBody(row.entry().payload()));
            if (exchange.getException() == null) {
                outbox.done(row.id()).toCompletableFuture().join();
            } else if (running) {
                LOG.logf(sayAloud(row.attempts()) ? Level.WARN : Level.DEBUG, "%s for conference %s failed at attempt %d: %s",
                        route,
                        row.entry().conferenceId(), row.attempts(), exchange.getException());
                outbox.retryLater(row.id(), pauseAfter(row.attempts()));
            }
        } catch (RuntimeException e) {
            // The row stays lent and is given out again after its lease.
            outbox.drop(row.id());
            LOG.warnf(e, "%s for conference %s could not be finished", route, row.entry().conferenceId());
        } finally {
            free.release();
        }
    }

    /** What goes on failing is said ever more rarely: at attempts 1, 2, 4, 8 and so on. */
    private static boolean sayAloud(int attempts) {
        return Integer.bitCount(attempts) == 1;
    }

    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void pause() {
        synchronized (this) {
            try {
                wait(FIRST_PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        running = false;
        threads.shutdownNow();
        producer.stop();
    }
}
