package io.bridgehead.bridge.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventSink;

/** Takes the events of the bridge that is checked, in place of the conference core. */
public final class EventRecorder implements BridgeEventSink {

    /** A bridge that floods us fills no memory. */
    private static final int MOST = 100_000;

    private final List<SeenEvent> seen = new ArrayList<>();
    private Predicate<BridgeEvent> notTaken = event -> false;
    private int refused;

    /** Notes the event; throws for one that a check wants to be offered again. */
    @Override
    public synchronized void accept(BridgeEvent event) {
        if (notTaken.test(event)) {
            notTaken = other -> false;
            refused++;
            throw new IllegalStateException("Not taken this time; offer it again");
        }
        if (seen.size() < MOST) {
            seen.add(new SeenEvent(event, Instant.now()));
        }
        notifyAll();
    }

    /** Does not take the next event that matches, once. */
    synchronized void refuseOnce(Predicate<BridgeEvent> which) {
        notTaken = which;
        refused = 0;
    }

    /** How many events were not taken since {@link #refuseOnce}. */
    synchronized int refused() {
        return refused;
    }

    /** The events of one conference in the order they came. */
    synchronized List<SeenEvent> of(String conference) {
        return seen.stream().filter(one -> one.event().conferenceId().equals(conference)).toList();
    }

    /** Waits until the condition holds, which is asked again with each event; tells whether it does. */
    synchronized boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The checks were interrupted", e);
        }
        return true;
    }

    /** Lets time pass in which events are taken. */
    void settle(Duration time) {
        await(time, () -> false);
    }
}
