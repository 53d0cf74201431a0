package io.bridgehead.bridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeEventSink;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;

/**
 * A bridge whose telephones do what their addresses say, see {@link Script}; of what may be wrong it has what concerns
 * the events, {@link SimulatorServer} has the rest. Thread-safe.
 */
public final class SimulatedBridge implements AutoCloseable {

    private static final long AGAIN_MILLIS = 200;
    /** Calls remembered; it is for trying out, not for days. */
    private static final int MOST = 100_000;

    private final Misbehaviour misbehaviour;
    private final Duration pace;
    private final Duration lateness;
    private final BridgeEventSink sink;
    private final Map<LegId, SimulatedCall> calls = new LinkedHashMap<>();
    private final List<String> dialled = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "simulated-bridge");
        thread.setDaemon(true);
        return thread;
    });
    private long sequence;

    /**
     * @param pace from the dial to the answer or refusal of a telephone; it rings after a fifth of that
     * @param lateness how late events are where that is the misbehaviour, at least 1 ms
     * @param sink takes the events, on a thread of the bridge; one that throws is offered the event again
     */
    public SimulatedBridge(Misbehaviour misbehaviour, Duration pace, Duration lateness, BridgeEventSink sink) {
        this.misbehaviour = misbehaviour;
        this.pace = pace;
        this.lateness = lateness;
        this.sink = sink;
    }

    /** Carries a command out; the rest is told by events. */
    public synchronized void execute(BridgeCommand command) {
        if (command instanceof BridgeCommand.Dial dial) {
            dial(dial);
        } else if (command instanceof BridgeCommand.HangUp hangUp) {
            hangUp(hangUp.leg(), hangUp.reason());
        } else if (command instanceof BridgeCommand.End) {
            calls.values().stream().filter(call -> !call.isOver() && call.leg.conferenceId().equals(command.conferenceId()))
                    .toList().forEach(call -> over(call, call.end(), Cause.bridge("conference-ended")));
        }
    }

    /** The calls of a conference that are not over. */
    public synchronized BridgeLegs list(String conference) {
        return new BridgeLegs(conference, calls.values().stream()
                .filter(call -> !call.isOver() && call.leg.conferenceId().equals(conference)).map(SimulatedCall::listed)
                .toList());
    }

    /** Addresses in the order they were called; one that was called twice stands there twice. */
    public synchronized List<String> dialled() {
        return List.copyOf(dialled);
    }

    private void dial(BridgeCommand.Dial command) {
        SimulatedCall known = calls.get(command.leg());
        if (known != null) {
            tell(known.leg, known.state(), known.cause());
            return;
        }
        if (calls.size() >= MOST) {
            throw new IllegalStateException("The simulator has had " + MOST + " calls; start it again");
        }
        SimulatedCall call = new SimulatedCall(command.leg());
        calls.put(command.leg(), call);
        dialled.add(command.address());
        tell(call.leg, BridgeEventKind.PROGRESS, null);
        Script script = Script.of(command.address());
        if (script.rings()) {
            later(pace.dividedBy(5), () -> become(call, BridgeEventKind.RINGING));
        }
        if (script.refusal() != null) {
            later(pace, () -> over(call, call.end(), script.refusal()));
        }
        if (script.answers()) {
            later(pace, () -> become(call, BridgeEventKind.ANSWERED));
        }
        if (script.talks() != null) {
            later(pace.plus(script.talks()), () -> over(call, call.end(), Cause.q850(16, "hung up")));
        }
    }

    private void hangUp(LegId leg, String reason) {
        SimulatedCall call = calls.computeIfAbsent(leg, SimulatedCall::new);
        if (call.isOver()) {
            tell(leg, call.state(), call.cause());
        } else {
            over(call, call.end(), Cause.bridge(reason));
        }
    }

    private void become(SimulatedCall call, BridgeEventKind state) {
        if (!call.isOver()) {
            call.become(state, null);
            tell(call.leg, state, null);
        }
    }

    private void over(SimulatedCall call, BridgeEventKind end, Cause cause) {
        if (!call.isOver()) {
            call.become(end, cause);
            tell(call.leg, end, cause);
        }
    }

    private void tell(LegId leg, BridgeEventKind kind, Cause cause) {
        BridgeEvent event = BridgeEvent.of(kind, leg, Instant.now(), ++sequence, cause);
        calls.get(leg).told(sequence);
        switch (misbehaviour) {
            case NONE, GAPS, FORGED, GARBAGE, SLOW, CUTS -> offer(event, 0);
            case LATE -> offer(event, lateness.toMillis());
            case TWICE -> {
                offer(event, 0);
                offer(event, 0);
            }
            case OUT_OF_ORDER -> offer(event, ThreadLocalRandom.current().nextLong(lateness.toMillis()));
            case LOSES -> {
                if (sequence % 2 == 0) {
                    offer(event, 0);
                }
            }
            case NEVER -> {
                // That is the misbehaviour.
            }
        }
    }

    private void offer(BridgeEvent event, long delayMillis) {
        schedule(() -> {
            try {
                sink.accept(event);
            } catch (RuntimeException e) {
                offer(event, AGAIN_MILLIS);
            }
        }, delayMillis);
    }

    private void later(Duration delay, Runnable action) {
        schedule(() -> {
            synchronized (this) {
                action.run();
            }
        }, delay.toMillis());
    }

    private void schedule(Runnable action, long delayMillis) {
        try {
            timer.schedule(action, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // closed: nobody is left to be told
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
