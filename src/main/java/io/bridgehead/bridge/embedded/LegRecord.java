package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;

/** Where a call stands: what is told of it and what is written down. Guarded by the leg's lock. */
abstract class LegRecord {

    private static final Logger LOG = Logger.getLogger(BridgeLeg.class);

    final LegId id;
    final BridgeConference conference;
    /**
     * The last event of {@code PROGRESS, RINGING, ANSWERED, LEFT, REFUSED}: the state, and what is told again on a repeated
     * command.
     */
    volatile BridgeEventKind state;
    Cause endCause;
    LegAudio audio;
    /** Whether the telephone has put us on hold, as far as that was told. */
    volatile boolean held;
    /** As it is written down, null for a leg that was never called. */
    KeptLeg kept;
    private Future<?> timer;

    LegRecord(LegId id, BridgeConference conference) {
        this.id = id;
        this.conference = conference;
    }

    final boolean isOver() {
        return state == BridgeEventKind.LEFT || state == BridgeEventKind.REFUSED;
    }

    /** Whether a telephone rings, is called, or talks. */
    final boolean isLive() {
        return state != null && !isOver();
    }

    /** How far the leg is, empty unless it is live. Waits for nobody: whoever asks may hold the conference's lock. */
    final Optional<BridgeLegs.State> standing() {
        BridgeEventKind now = state;
        if (now == null || now == BridgeEventKind.LEFT || now == BridgeEventKind.REFUSED) {
            return Optional.empty();
        }
        return Optional.of(switch (now) {
            case ANSWERED -> held ? BridgeLegs.State.HELD : BridgeLegs.State.ANSWERED;
            case RINGING -> BridgeLegs.State.RINGING;
            default -> BridgeLegs.State.DIALING;
        });
    }

    final void tellAgain() {
        conference.tell(state, id, isOver() ? endCause : null);
        tellHold();
    }

    final void tellHold() {
        if (held && state == BridgeEventKind.ANSWERED) {
            conference.tell(BridgeEventKind.HELD, id, null);
        }
    }

    final BridgeEventKind wasAnswered() {
        return state == BridgeEventKind.ANSWERED ? BridgeEventKind.LEFT : BridgeEventKind.REFUSED;
    }

    final void finish(BridgeEventKind end, Cause cause) {
        stopTimer();
        if (audio != null) {
            audio.close();
        }
        endCause = cause;
        // Without the cause's text, which a telephone has written.
        LOG.debugf("Leg %s is over: %s, %s %d", id, end, cause.source(), cause.code());
        if (kept != null) {
            note(kept.over(end, cause));
        }
        change(end, cause);
        conference.legOver();
    }

    final void change(BridgeEventKind next, Cause cause) {
        state = next;
        conference.tell(next, id, cause);
    }

    final void note(KeptLeg now) {
        kept = now;
        conference.keptLegs().note(now);
    }

    /** A leg of an earlier run that is over; who asked is told, for that run may not have come to it. */
    final synchronized void restoreEnd(KeptLeg earlier) {
        kept = earlier;
        finish(earlier.end(), earlier.ending());
    }

    final void restartTimer(Duration delay, Runnable action) {
        stopTimer();
        timer = conference.later(delay, action);
    }

    final void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
