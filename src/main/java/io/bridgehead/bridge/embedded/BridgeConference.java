package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.AudioRoom;
import io.bridgehead.media.LegListener;
import io.bridgehead.media.NoMediaPortException;

/**
 * One conference on this bridge: its room, its legs, and its events in their order. Its lock may be taken while a leg's is
 * held, never the other way round.
 */
final class BridgeConference {

    /**
     * Legs that are over are remembered up to this number, so that a repeated command is answered and not carried out again.
     */
    private static final int MOST_REMEMBERED = 5000;
    private static final Logger LOG = Logger.getLogger(BridgeConference.class);
    private static final Cause NO_PORT = Cause.bridge("The bridge has no port left for the audio of another call");
    private static final Cause LOST = Cause.bridge("Lost in a restart of the bridge");
    private static final Cause STOPPED = Cause.bridge("The bridge was stopped");

    private final String id;
    private final EmbeddedBridge bridge;
    private final EventQueue events;
    private final Map<LegId, BridgeLeg> legs = new LinkedHashMap<>();
    private AudioRoom room;
    /** Starts at the time of day, so that numbers go on rising when the process starts again. */
    private long sequence = System.currentTimeMillis() * 1000;
    private boolean ended;
    private long touchedAt = System.nanoTime();

    BridgeConference(String id, EmbeddedBridge bridge, EventQueue events) {
        this.id = id;
        this.bridge = bridge;
        this.events = events;
    }

    void dial(BridgeCommand.Dial command) {
        BridgeLeg leg = leg(command.leg());
        if (isEnded()) {
            leg.refuse(Cause.bridge("The conference is over"));
            return;
        }
        try {
            DialPath path = bridge.paths().find(command.address());
            String caller = command.subject() == null || command.subject().isBlank() ? "Conference" : command.subject();
            leg.dial(path, identity(command.leg()), command.address(), caller);
        } catch (UndiallableAddressException e) {
            leg.refuse(Cause.bridge(e.getMessage()));
        } catch (NoMediaPortException e) {
            LOG.errorf("Leg %s cannot be dialled: %s", command.leg(), e.getMessage());
            leg.refuse(NO_PORT);
        }
    }

    private LegIdentity identity(LegId leg) {
        return LegIdentity.of(leg, bridge.config().secret());
    }

    /** Takes up a leg of an earlier run of the process, as far as it had come. */
    void takeUp(KeptLeg kept) {
        BridgeLeg leg = leg(kept.leg());
        boolean tooLate = kept.call() == null && kept.dialledAt().plus(config().ringTimeout()).isBefore(Instant.now());
        try {
            if (kept.end() != null) {
                leg.restoreEnd(kept);
            } else if (tooLate) {
                leg.restoreEnd(kept.over(BridgeEventKind.REFUSED, LOST));
            } else if (kept.call() == null) {
                leg.restoreDialled(kept, bridge.paths().find(kept.address()), identity(kept.leg()));
            } else {
                boolean calledUs = kept.address().equals(KeptLeg.NOT_DIALLED);
                leg.restoreCall(kept, calledUs ? null : bridge.paths().find(kept.address()), identity(kept.leg()));
            }
        } catch (UndiallableAddressException | NoMediaPortException e) {
            LOG.errorf("Leg %s cannot be taken up again: %s", kept.leg(), e.getMessage());
            leg.restoreEnd(kept.over(kept.call() == null ? BridgeEventKind.REFUSED : BridgeEventKind.LEFT, LOST));
        }
    }

    /** The calls that are up. */
    synchronized BridgeLegs live() {
        List<BridgeLegs.Leg> up = new ArrayList<>();
        legs.forEach((leg, call) -> call.standing().ifPresent(state -> up.add(new BridgeLegs.Leg(leg, state, sequence))));
        return new BridgeLegs(id, up);
    }

    void hangUp(BridgeCommand.HangUp command) {
        BridgeLeg leg;
        synchronized (this) {
            leg = legs.get(command.leg());
        }
        if (leg == null) {
            leg(command.leg()).forget();
        } else {
            leg.hangUp(leg.causeOfHangUp(command.reason()), "Q.850;cause=16");
        }
    }

    void steer(BridgeCommand.Steer command) {
        BridgeLeg leg;
        synchronized (this) {
            leg = legs.get(command.leg());
        }
        if (leg == null) {
            leg(command.leg()).forget();
        } else {
            leg.steer(command.steering());
        }
    }

    void join(BridgeCommand.Join command) {
        BridgeLeg leg = leg(command.leg());
        Optional<LobbyCall> caller = isEnded() ? Optional.empty() : bridge.lobby().arrived(id, command.call());
        caller.ifPresentOrElse(present -> present.join(leg, this), leg::forget);
    }

    /** Hangs all legs up; the room is freed when the last one is over. */
    void end() {
        List<BridgeLeg> alive;
        synchronized (this) {
            ended = true;
            alive = legs.values().stream().filter(BridgeLeg::isLive).toList();
        }
        alive.forEach(leg -> leg.hangUp(Cause.bridge("conference-ended"), "Q.850;cause=16"));
        legOver();
    }

    /** The bridge stops: it says that the conference is over before it hangs up, so that nobody seems to have left. */
    void abandon() {
        synchronized (this) {
            if (!ended && liveLegs() > 0) {
                events.add(BridgeEvent.conferenceEnded(id, Instant.now(), STOPPED));
            }
        }
        end();
    }

    private synchronized BridgeLeg leg(LegId leg) {
        if (legs.size() >= MOST_REMEMBERED) {
            legs.values().removeIf(BridgeLeg::isOver);
        }
        return legs.computeIfAbsent(leg, key -> new BridgeLeg(key, this));
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** Closes the room if nobody is left in an ended conference. */
    void legOver() {
        bridge.later(Duration.ZERO, this::closeIfEmpty);
    }

    private void closeIfEmpty() {
        AudioRoom unused = null;
        synchronized (this) {
            if (ended && liveLegs() == 0) {
                unused = room;
                room = null;
            }
        }
        if (unused != null) {
            unused.close();
        }
    }

    /** Calls not yet over. */
    synchronized int liveLegs() {
        return (int) legs.values().stream().filter(BridgeLeg::isLive).count();
    }

    /** Notes that somebody has asked for this conference. */
    synchronized void touch() {
        touchedAt = System.nanoTime();
    }

    /** Whether nothing has happened for that long and nothing can any more. */
    boolean isForgettable(Duration after) {
        synchronized (this) {
            if (System.nanoTime() - touchedAt < after.toNanos() || !events.isEmpty() || liveLegs() > 0) {
                return false;
            }
            ended = true;
        }
        closeIfEmpty();
        return true;
    }

    /** Whether every event was taken by the sink. */
    boolean isTold() {
        return events.isEmpty();
    }

    // --------------------------------------------------------------------------------------------------- what legs need of us

    /** @param port the one wanted if it is free, 0 for any */
    synchronized AudioLeg openAudio(int seed, int port, LegListener listener) {
        if (room == null) {
            room = bridge.openRoom();
        }
        return room.openLeg(seed, port, listener);
    }

    synchronized void tell(BridgeEventKind kind, LegId leg, Cause cause) {
        touchedAt = System.nanoTime();
        events.add(BridgeEvent.of(kind, leg, Instant.now(), ++sequence, cause));
    }

    /** Tells it once the call is written down: what people have been shown must not be lost with the process. */
    synchronized void tellAnswered(LegId leg, CompletionStage<?> written) {
        touchedAt = System.nanoTime();
        events.add(BridgeEvent.of(BridgeEventKind.ANSWERED, leg, Instant.now(), ++sequence, null), written);
    }

    synchronized void tellArrived(BridgeEvent.Caller caller) {
        touchedAt = System.nanoTime();
        events.add(BridgeEvent.arrived(id, caller, Instant.now()));
    }

    /** Takes a caller's audio into the room. */
    synchronized void takeIn(AudioLeg audio) {
        if (room == null) {
            room = bridge.openRoom();
        }
        audio.moveTo(room);
    }

    synchronized void tellKey(LegId leg, char key) {
        events.add(BridgeEvent.dtmf(leg, String.valueOf(key), Instant.now(), ++sequence));
    }

    Future<?> later(Duration delay, Runnable action) {
        return bridge.later(delay, action);
    }

    EmbeddedBridgeConfig config() {
        return bridge.config();
    }

    KeptLegs keptLegs() {
        return bridge.keptLegs();
    }

    CallPlacer placer() {
        return bridge.placer();
    }

    @Override
    public String toString() {
        return "conference " + id;
    }
}
