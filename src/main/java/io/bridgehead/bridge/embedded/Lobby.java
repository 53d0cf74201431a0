package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.AudioRoom;
import io.bridgehead.media.LegListener;
import io.bridgehead.media.NoMediaPortException;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.IncomingCall;
import io.bridgehead.sip.message.SipIds;

/**
 * Where people who call the bridge are, until it is known which conference they belong to. Nobody hears anybody there. Only so
 * many are let in at once, and none who guesses PINs.
 */
final class Lobby {

    private static final Logger LOG = Logger.getLogger(Lobby.class);
    private static final int MOST_CALLERS = 50;
    private static final int MOST_OF_ONE_SOURCE = 3;

    private final EmbeddedBridge bridge;
    private final PinBook pins = new PinBook();
    private final PinGuard guard;
    private final Map<String, LobbyCall> calls = new ConcurrentHashMap<>();
    private AudioRoom room;

    Lobby(EmbeddedBridge bridge, LongSupplier nanoTime) {
        this.bridge = bridge;
        this.guard = new PinGuard(nanoTime);
    }

    /** Takes a call that somebody makes to the bridge, or refuses it; its events go to the listener returned. */
    CallListener incoming(IncomingCall call, boolean outside) {
        CallerIdentity caller = CallerIdentity.of(call.invite(), outside);
        LobbyCall entering = new LobbyCall(SipIds.newTag(), call, caller, this);
        if (!guard.allows(caller.source(), outside)) {
            LOG.debug("A call was refused: too many wrong PINs from there");
            entering.refuse(480, "Too many wrong PINs");
        } else if (!enters(entering)) {
            entering.refuse(486, "Too many callers");
        } else {
            entering.answer();
        }
        return entering;
    }

    private synchronized boolean enters(LobbyCall entering) {
        long ofSource = calls.values().stream().filter(call -> call.caller().source().equals(entering.caller().source()))
                .count();
        if (calls.size() >= MOST_CALLERS || ofSource >= MOST_OF_ONE_SOURCE) {
            return false;
        }
        calls.put(entering.id(), entering);
        return true;
    }

    void admit(BridgeCommand.Admit command) {
        pins.admit(command);
    }

    /** Nobody else belongs to this conference; who waits for it is turned away. */
    void close(String conferenceId) {
        pins.forget(conferenceId);
        calls.values().forEach(call -> call.turnAwayFrom(conferenceId));
    }

    void turnAway(BridgeCommand.TurnAway command) {
        LobbyCall call = calls.get(command.call());
        if (call != null) {
            call.turnAwayFrom(command.conferenceId());
        }
    }

    /** The caller who has arrived for a conference under that name, if still there. */
    Optional<LobbyCall> arrived(String conferenceId, String call) {
        return Optional.ofNullable(calls.get(call)).filter(waiting -> waiting.belongsTo(conferenceId));
    }

    /** Hangs everybody up. */
    void close() {
        calls.values().forEach(LobbyCall::hangUp);
    }

    // What callers need of us

    /** @throws NoMediaPortException if no port pair is free */
    synchronized AudioLeg openAudio(int seed, LegListener listener) {
        if (room == null) {
            room = bridge.openRoom();
        }
        AudioLeg audio = room.openLeg(seed, listener);
        audio.hold(true);
        return audio;
    }

    /** Looks a PIN up; a wrong one is counted. */
    Optional<String> conferenceOf(String pin, CallerIdentity caller) {
        if (!guard.allows(caller.source(), caller.outside())) {
            return Optional.empty();
        }
        Optional<String> conference = pins.conferenceOf(pin);
        if (conference.isEmpty()) {
            guard.wrong(caller.source(), caller.outside());
        }
        return conference;
    }

    int wholeAfter() {
        return pins.wholeAfter();
    }

    void tellArrived(String conferenceId, LobbyCall call) {
        bridge.conference(conferenceId)
                .tellArrived(new BridgeEvent.Caller(call.id(), call.caller().address(), call.caller().user()));
    }

    Future<?> later(Duration delay, Runnable action) {
        return bridge.later(delay, action);
    }

    /** The call is over, or in its conference. */
    void left(LobbyCall call) {
        calls.remove(call.id());
    }
}
