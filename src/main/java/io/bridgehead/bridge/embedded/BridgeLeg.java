package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.LegListener;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.KeptDialog;

/**
 * One call: its state, its audio, and what of it is told. Its state only moves forward and ends in exactly one {@code left} or
 * {@code refused}, within the hang-up limit once a hang-up was ordered. Methods of {@link Call} are called without holding the
 * lock.
 */
final class BridgeLeg extends LegRecord implements CallListener, LegListener {

    private static final Logger LOG = Logger.getLogger(BridgeLeg.class);
    /** After that time a call of an earlier run is asked whether it is still there, unless its telephone sends audio. */
    private static final Duration PROOF_OF_LIFE = Duration.ofSeconds(2);

    private Call call;
    private boolean ending;
    /** Whether the INVITE is on its way; before, the call may wait for its turn on a trunk. */
    private boolean sent;
    private boolean heardOf;
    private final Keys keys = new Keys();
    /** A telephone that changes its session more often than that is refused: each change is told and kept. */
    private final RateLimit reinvites = new RateLimit(20, Duration.ofSeconds(10));

    BridgeLeg(LegId id, BridgeConference conference) {
        super(id, conference);
    }

    /**
     * Calls, unless it has been done before: then the state is told again. Throws if no port is free; the leg is then as
     * before.
     */
    void dial(DialPath path, LegIdentity identity, String address, String callerName) {
        Duration wait;
        synchronized (this) {
            if (state != null) {
                tellAgain();
                return;
            }
            audio = LegAudio.of(conference.openAudio(identity.seed(), 0, this));
            if (kept == null) {
                kept = KeptLeg.dialled(id, address, callerName, Instant.now());
                conference.keptLegs().note(kept);
            }
            change(BridgeEventKind.PROGRESS, null);
            wait = path.turn();
            if (!wait.isZero()) {
                restartTimer(wait, () -> place(path, identity, callerName));
                return;
            }
        }
        place(path, identity, callerName);
    }

    private void place(DialPath path, LegIdentity identity, String callerName) {
        String offer;
        synchronized (this) {
            if (ending) {
                return; // hung up while it waited for its turn
            }
            sent = true;
            offer = audio.offer();
            restartTimer(conference.config().ringTimeout(), this::ringTimeout);
        }
        Call placed;
        try {
            placed = conference.placer().place(path, id, identity, callerName, offer, this);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The INVITE of leg %s cannot be sent", id);
            synchronized (this) {
                if (!isOver()) {
                    finish(BridgeEventKind.REFUSED, Cause.bridge("The bridge cannot send the call"));
                }
            }
            return;
        }
        boolean end;
        synchronized (this) {
            call = placed;
            end = ending && !isOver();
        }
        if (end) {
            placed.hangUp();
        }
    }

    /** Is from now on the call of somebody who has called the bridge and was let in. */
    synchronized void join(Call caller, LegAudio callersAudio) {
        call = caller;
        audio = callersAudio;
        sent = true;
        held = audio.isHeld();
        state = BridgeEventKind.ANSWERED;
        KeptDialog dialog = caller.kept();
        KeptLeg arrived = KeptLeg.dialled(id, KeptLeg.NOT_DIALLED, "", Instant.now());
        kept = dialog == null ? arrived : arrived.answered(audio.kept(dialog));
        conference.tellAnswered(id, conference.keptLegs().keep(kept));
        tellHold();
    }

    /** Ends a leg that cannot be called at all. */
    synchronized void refuse(Cause cause) {
        if (state == null) {
            finish(BridgeEventKind.REFUSED, cause);
        } else {
            tellAgain();
        }
    }

    /** A leg nobody here knows, as after a restart: whatever it was, it is over. */
    synchronized void forget() {
        if (state == null) {
            finish(BridgeEventKind.LEFT, Cause.bridge("The bridge does not know this call"));
        } else {
            tellAgain();
        }
    }

    /** What is told of a call that we were told to hang up. */
    synchronized Cause causeOfHangUp(String reason) {
        return CallCauses.ofHangUp(reason, sent, heardOf);
    }

    /** Ends the call in whatever state it is. The first reason counts; on a leg that is over the end is told again. */
    void hangUp(Cause cause, String reasonHeader) {
        synchronized (this) {
            if (isOver()) {
                tellAgain();
                return;
            }
            if (state == null) {
                finish(BridgeEventKind.REFUSED, cause); // there was no port to call it
                return;
            }
        }
        end(cause, reasonHeader, true);
    }

    /** Mutes, holds, or takes that back; a telephone's own hold is told again after ours. */
    synchronized void steer(Steering steering) {
        if (audio == null || isOver()) {
            return;
        }
        audio.steer(steering);
        noteCall();
        if (steering == Steering.RESUME) {
            tellHold();
        }
    }

    private void end(Cause cause, String reasonHeader, boolean evenIfAnswered) {
        Call current;
        synchronized (this) {
            if (ending || isOver() || !evenIfAnswered && state == BridgeEventKind.ANSWERED) {
                return;
            }
            ending = true;
            endCause = cause;
            current = call;
            audio.close();
            note(kept.ending(cause));
            if (!sent) {
                finish(BridgeEventKind.REFUSED, cause);
                return;
            }
            restartTimer(conference.config().hangUpTimeout(), this::hangUpTimeout);
        }
        if (current != null) {
            current.hangUp(reasonHeader);
        }
    }

    private void ringTimeout() {
        Cause cause;
        synchronized (this) {
            cause = CallCauses.ofRingTimeout(conference.config().ringTimeout(), heardOf);
        }
        end(cause, "Q.850;cause=19;text=\"No answer\"", false);
    }

    private synchronized void hangUpTimeout() {
        if (!isOver()) {
            LOG.infof("Leg %s did not confirm its hang-up in time", id);
            finish(wasAnswered(), endCause);
        }
    }

    // ------------------------------------------------------------------------------------------------ what the telephone does

    @Override
    public synchronized void onProvisional(Call from, int status, String reason, String sdp) {
        heardOf = true;
        if (!ending && status == 180 && state == BridgeEventKind.PROGRESS) {
            change(BridgeEventKind.RINGING, null);
        }
    }

    @Override
    public CompletionStage<Void> onAnswered(Call from, String sdp) {
        Cause wrong;
        synchronized (this) {
            if (ending || isOver()) {
                return AT_ONCE; // the call hangs up what crosses our CANCEL
            }
            wrong = audio.connect(sdp);
            if (wrong == null) {
                stopTimer();
                state = BridgeEventKind.ANSWERED;
                held = audio.isHeld();
                KeptDialog dialog = from.kept();
                kept = dialog == null ? kept : kept.answered(audio.kept(dialog)); // null: it is hung up again already
                CompletionStage<Void> written = conference.keptLegs().keep(kept);
                conference.tellAnswered(id, written);
                tellHold();
                return written;
            }
        }
        end(wrong, "SIP;cause=488;text=\"Not Acceptable Here\"", true);
        return AT_ONCE;
    }

    private void heldOrResumed() {
        if (audio.isHeld() != held) {
            held = audio.isHeld();
            conference.tell(held ? BridgeEventKind.HELD : BridgeEventKind.RESUMED, id, null);
        }
        noteCall();
    }

    @Override
    public synchronized String onReinvite(Call from, String sdp) {
        if (state != BridgeEventKind.ANSWERED || ending || !reinvites.allows()) {
            return null;
        }
        if (sdp == null) {
            return audio.offer();
        }
        try {
            String answer = audio.answer(sdp);
            heldOrResumed();
            return answer;
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            LOG.debugf("Leg %s offers audio that cannot be used: %s", id, e.getMessage());
            return null;
        }
    }

    @Override
    public synchronized void onReinviteAnswer(Call from, String sdp) {
        if (state == BridgeEventKind.ANSWERED && !ending && audio.connect(sdp) == null) {
            heldOrResumed(); // an answer that cannot be used changes nothing
        }
    }

    @Override
    public boolean onInfo(Call from, String contentType, byte[] body) {
        char key = Keys.ofInfo(contentType, body);
        if (key != 0) {
            pressed(Keys.Way.INFO, key);
        }
        return key != 0;
    }

    @Override
    public synchronized void onEnded(Call from, CallEnd end) {
        if (isOver()) {
            return;
        }
        boolean left = state == BridgeEventKind.ANSWERED;
        boolean theirOwn = endCause == null
                || !left && end.by() == CallEnd.By.REMOTE && end.status() >= 300 && end.status() != 487;
        Cause told = left ? CallCauses.ofLeft(end) : CallCauses.ofRefused(end, heardOf);
        finish(wasAnswered(), theirOwn ? told : endCause);
    }

    // ---------------------------------------------------------------------------------------------------- what its audio says

    @Override
    public synchronized void talking(boolean now) {
        if (state == BridgeEventKind.ANSWERED && !ending) {
            conference.tell(now ? BridgeEventKind.TALKING : BridgeEventKind.QUIET, id, null);
        }
    }

    @Override
    public void key(char key) {
        pressed(Keys.Way.AUDIO, key);
    }

    private synchronized void pressed(Keys.Way way, char key) {
        if (state == BridgeEventKind.ANSWERED && !ending && keys.counts(way)) {
            conference.tellKey(id, key);
        }
    }

    @Override
    public void silent(Duration since) {
        boolean patient = since.compareTo(conference.config().media().deadAfter().multipliedBy(2)) < 0;
        conference.later(Duration.ZERO, () -> ask(patient));
    }

    @Override
    public void failed() {
        conference.later(Duration.ZERO, () -> end(Cause.bridge("The bridge cannot mix this call"), "Q.850;cause=41", true));
    }

    /** @param patient whether it stays for now if it cannot be reached */
    private void ask(boolean patient) {
        Call current;
        String offer;
        synchronized (this) {
            if (state != BridgeEventKind.ANSWERED || ending || call == null) {
                return;
            }
            current = call;
            offer = audio.offer();
        }
        LegProbe.ask(current, offer, patient, (sdp, gone) -> {
            if (gone != null) {
                end(gone, LegProbe.REASON, true);
            } else if (!sdp.isEmpty()) {
                onReinviteAnswer(current, sdp);
            }
        });
    }

    // ------------------------------------------------------------------------------------------------------ over a restart

    /** Writes down what has changed of an answered call. */
    private void noteCall() {
        KeptDialog dialog = state == BridgeEventKind.ANSWERED && !ending && call != null ? call.kept() : null;
        if (dialog != null) {
            note(kept.answered(audio.kept(dialog)));
        }
    }

    /**
     * A leg of an earlier run that was not answered: the same INVITE again makes its telephone go on ringing, not ring anew.
     */
    void restoreDialled(KeptLeg earlier, DialPath path, LegIdentity identity) {
        synchronized (this) {
            kept = earlier;
        }
        dial(path, identity, earlier.address(), earlier.callerName());
        restoreEnding(earlier);
    }

    /** Goes on with an answered call of an earlier run: nothing is sent unless the telephone must be told of another port. */
    void restoreCall(KeptLeg earlier, DialPath path, LegIdentity identity) {
        boolean moved;
        synchronized (this) {
            kept = earlier;
            audio = LegAudio.of(conference.openAudio(identity.seed(), earlier.call().port(), this));
            audio.restore(earlier.call());
            sent = true;
            call = conference.placer().resume(path, earlier.call().dialog(), this);
            held = audio.isHeld();
            moved = audio.port() != earlier.call().port();
            change(BridgeEventKind.ANSWERED, null);
            tellHold();
        }
        restoreEnding(earlier);
        conference.later(moved ? Duration.ZERO : PROOF_OF_LIFE, () -> askIfNeeded(moved));
    }

    private void restoreEnding(KeptLeg earlier) {
        if (earlier.ending() != null) {
            end(earlier.ending(), "Q.850;cause=16", true);
        }
    }

    /** Its telephone may have hung up while nobody listened; one that sends audio has not. */
    private void askIfNeeded(boolean moved) {
        boolean silent;
        synchronized (this) {
            silent = state == BridgeEventKind.ANSWERED && !ending && !audio.isHeard();
        }
        if (moved || silent) {
            ask(true);
        }
    }
}
