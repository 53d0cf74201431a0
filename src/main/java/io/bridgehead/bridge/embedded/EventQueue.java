package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeEventSink;

/**
 * Hands the events of one conference to the sink, one after another in the order they happened, and offers an event again
 * until the sink has kept it. Events that change nobody's state (talking, quiet, keys) give way when the sink is far behind.
 */
final class EventQueue {

    private static final Logger LOG = Logger.getLogger(EventQueue.class);
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);
    private static final int MANY = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** About half an hour of refusals: an event nobody ever takes must not hold back the others for ever. */
    private static final int MOST_ATTEMPTS = 360;

    private final BridgeEventSink sink;
    private final ScheduledExecutorService executor;
    private final Consumer<BridgeEvent> taken;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean running;
    private long pauseMillis = FIRST_PAUSE.toMillis();
    private int attempts;

    private record Waiting(BridgeEvent event, CompletableFuture<?> first) {
    }

    /** @param taken is called after the sink has kept an event, or it was given up */
    EventQueue(BridgeEventSink sink, ScheduledExecutorService executor, Consumer<BridgeEvent> taken) {
        this.sink = sink;
        this.taken = taken;
        this.executor = executor;
    }

    /** Takes an event and returns at once. */
    void add(BridgeEvent event) {
        add(event, DONE);
    }

    /** Takes an event that is to be handed on, as all after it, only after {@code first} is done, or has failed. */
    synchronized void add(BridgeEvent event, CompletionStage<?> first) {
        if (waiting.size() >= MANY && changesNoState(event.kind())) {
            return;
        }
        waiting.add(new Waiting(event, first.toCompletableFuture()));
        if (!running) {
            running = true;
            schedule(0);
        }
    }

    private static boolean changesNoState(BridgeEventKind kind) {
        return kind == BridgeEventKind.TALKING || kind == BridgeEventKind.QUIET || kind == BridgeEventKind.DTMF;
    }

    /** Whether everything was taken. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void schedule(long delayMillis) {
        try {
            executor.schedule(this::deliver, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            running = false; // the bridge is closed: nobody is left to be told
        }
    }

    private void deliver() {
        Waiting next;
        synchronized (this) {
            next = waiting.peek();
        }
        if (!next.first().isDone()) {
            next.first().whenComplete((written, failure) -> schedule(0));
            return;
        }
        BridgeEvent event = next.event();
        boolean done = offer(event);
        synchronized (this) {
            if (!done && ++attempts >= MOST_ATTEMPTS) {
                LOG.errorf("Event %s of conference %s was never taken and is lost", event.kind().word(), event.conferenceId());
                done = true;
            }
            if (done) {
                taken.accept(event);
                waiting.remove();
                attempts = 0;
                pauseMillis = FIRST_PAUSE.toMillis();
            }
            if (waiting.isEmpty()) {
                running = false;
            } else {
                schedule(done ? 0 : pauseMillis);
                pauseMillis = done ? pauseMillis : Math.min(LONGEST_PAUSE.toMillis(), pauseMillis * 2);
            }
        }
    }

    private boolean offer(BridgeEvent event) {
        try {
            sink.accept(event);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Event %s of conference %s was not taken and is offered again: %s", event.kind().word(),
                    event.conferenceId(), e.toString());
            return false;
        }
    }
}
