package io.bridgehead.bridge.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventSink;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The events of a bridge on their way to Bridgehead: numbered, offered in batches until they are taken, and kept for a while
 * to be given once more. They are kept in memory: with the process calls and events are gone, and a new epoch begins.
 */
@RegisterForReflection
public final class EventFeed implements BridgeEventSink, AutoCloseable {

    /** How a batch is offered. */
    @FunctionalInterface
    public interface Offer {

        /** Offers a batch and gives the status of the answer; throws if there was none. */
        int post(EventBatch batch) throws Exception;
    }

    /** Events kept: some minutes of a thousand calls. */
    static final int MOST_KEPT = 20_000;

    private static final Logger LOG = Logger.getLogger(EventFeed.class);
    private static final int UNAUTHORIZED = 401;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String epoch = UUID.randomUUID().toString();
    private final Offer offer;
    private final Consumer<String> says;
    private final Deque<NumberedEvent> kept = new ArrayDeque<>();
    private final Thread sender = new Thread(this::run, "bridge-event-feed");
    private long last;
    private long taken;
    private int failures;
    private volatile boolean running = true;

    /** @param offer called on one thread */
    public EventFeed(Offer offer) {
        this(offer, LOG::warn);
    }

    /**
     * @param offer called on one thread
     * @param says is told when events are not taken, and when they are again
     */
    public EventFeed(Offer offer, Consumer<String> says) {
        this.offer = offer;
        this.says = says;
        sender.setDaemon(true);
        sender.start();
    }

    /** Numbers an event and keeps it until it was taken. */
    @Override
    public synchronized void accept(BridgeEvent event) {
        kept.add(new NumberedEvent(++last, event));
        if (kept.size() > MOST_KEPT) {
            NumberedEvent oldest = kept.remove();
            if (oldest.number() > taken) {
                taken = oldest.number();
                LOG.errorf("Event %d was never taken and is lost: %d wait", oldest.number(), MOST_KEPT);
            }
        }
        notifyAll();
    }

    /** The events after a number that are still kept. */
    public synchronized EventReplay replay(long after) {
        return EventReplay.of(epoch,
                kept.stream().filter(event -> event.number() > after).limit(EventBatch.MAX_EVENTS).toList(), last);
    }

    /** Whether all were taken. */
    public synchronized boolean isTold() {
        return taken == last;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean single = false;
        try {
            while (running) {
                EventBatch batch = next(single ? 1 : EventBatch.MAX_EVENTS);
                int status = post(batch);
                if (status >= 200 && status < 300) {
                    taken(batch);
                    if (failures > 0) {
                        says.accept("Events are taken again");
                    }
                    failures = 0;
                    pause = FIRST_PAUSE;
                    single = false;
                } else if ((status == 400 || status == 404) && batch.events().size() > 1) {
                    single = true; // one of them is not wanted, the others are
                } else if (status == 400 || status == 404) {
                    LOG.warnf("Event %d is not wanted (%d) and is not offered again", batch.first(), status);
                    taken(batch);
                } else {
                    Thread.sleep(pause.toMillis());
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized EventBatch next(int most) throws InterruptedException {
        while (taken == last) {
            wait();
        }
        List<NumberedEvent> events = new ArrayList<>();
        for (NumberedEvent event : kept) {
            if (event.number() > taken && events.size() < most) {
                events.add(event);
            }
        }
        return new EventBatch(epoch, events);
    }

    private int post(EventBatch batch) throws InterruptedException {
        try {
            int status = offer.post(batch);
            if (status < 200 || status >= 300) {
                failed(batch, status == UNAUTHORIZED ? FailureWords.of(status) : "they were answered " + status);
            }
            return status;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed(batch, FailureWords.of(e));
            return 0;
        }
    }

    /** Says it the first time, and again more and more seldom. */
    private void failed(EventBatch batch, String why) {
        if (Integer.bitCount(++failures) == 1) {
            says.accept("Events from " + batch.first() + " on are not taken, for the " + failures + ". time: " + why);
        }
    }

    private synchronized void awaitTold() {
        long end = System.nanoTime() + LAST_EVENTS.toNanos();
        try {
            for (long left = LAST_EVENTS.toMillis(); taken < last && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void taken(EventBatch batch) {
        taken = Math.max(taken, batch.last());
        notifyAll();
    }

    /** Gives the last events some time to be taken. */
    @Override
    public void close() {
        awaitTold();
        running = false;
        sender.interrupt();
    }
}
