package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.LegListener;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.CallRefusedException;

/**
 * One call: its state, its audio, and what of it is told. Its state only moves forward and ends in exactly one {@code left} or
 * {@code refused}, within the hang-up limit once a hang-up was ordered. Methods of {@link Call} are called without holding the
 * lock.
 */
final class BridgeLeg implements CallListener, LegListener {

    private static final Logger LOG = Logger.getLogger(BridgeLeg.class);

    private final LegId id;
    private final BridgeConference conference;
    private Call call;
    private AudioLeg audio;
    private LegSession session;
    /**
     * The last event of {@code PROGRESS, RINGING, ANSWERED, LEFT, REFUSED}: the state, and what is told again on a repeated
     * command.
     */
    private volatile BridgeEventKind state;
    private Cause endCause;
    private boolean ending;
    /** Whether the INVITE is on its way; before, the call may wait for its turn on a trunk. */
    private boolean sent;
    volatile boolean heardOf;
    private boolean held;
    private Future<?> timer;
    /** A telephone that changes its session more often than that is refused: each change is told and kept. */
    private final RateLimit reinvites = new RateLimit(20, Duration.ofSeconds(10));

    BridgeLeg(LegId id, BridgeConference conference) {
        this.id = id;
        this.conference = conference;
    }

    boolean isOver() {
        return state == BridgeEventKind.LEFT || state == BridgeEventKind.REFUSED;
    }

    /** Whether a telephone rings, is called, or talks. */
    boolean isLive() {
        return state != null && !isOver();
    }

    /**
     * Calls, unless it has been done before: then the state is told again. Throws if no port is free; the leg is then as
     * before.
     */
    void dial(DialPath path, LegIdentity identity, String callerName) {
        Duration wait;
        synchronized (this) {
            if (state != null) {
                tellAgain();
                return;
            }
            audio = conference.openAudio(identity.seed(), this);
            session = new LegSession(audio);
            change(BridgeEventKind.PROGRESS, null);
            wait = path.turn();
            if (!wait.isZero()) {
                timer = conference.later(wait, () -> place(path, identity, callerName));
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
            offer = session.offer();
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
    synchronized void join(Call caller, AudioLeg callersAudio, LegSession callersSession, boolean callerHolds) {
        call = caller;
        audio = callersAudio;
        session = callersSession;
        sent = true;
        held = callerHolds;
        change(BridgeEventKind.ANSWERED, null);
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
        switch (steering) {
            case MUTE -> audio.mute(true);
            case UNMUTE -> audio.mute(false);
            case HOLD -> audio.hold(true);
            case RESUME -> {
                audio.hold(false);
                tellHold();
            }
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

    private BridgeEventKind wasAnswered() {
        return state == BridgeEventKind.ANSWERED ? BridgeEventKind.LEFT : BridgeEventKind.REFUSED;
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
    public void onAnswered(Call from, String sdp) {
        Cause wrong;
        synchronized (this) {
            if (ending || isOver()) {
                return; // the call hangs up what crosses our CANCEL
            }
            wrong = connect(sdp);
            if (wrong == null) {
                timer.cancel(false);
                change(BridgeEventKind.ANSWERED, null);
                tellHold();
            }
        }
        if (wrong != null) {
            end(wrong, "SIP;cause=488;text=\"Not Acceptable Here\"", true);
        }
    }

    private Cause connect(String sdp) {
        try {
            agree(session.accept(sdp));
            return null;
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            return Cause.sip(488, "The telephone's audio cannot be used: " + e.getMessage());
        }
    }

    private void agree(NegotiatedAudio agreement) {
        audio.connect(agreement);
        boolean nowHeld = agreement.isHeld();
        if (nowHeld != held) {
            held = nowHeld;
            if (state == BridgeEventKind.ANSWERED) {
                conference.tell(held ? BridgeEventKind.HELD : BridgeEventKind.RESUMED, id, null);
            }
        }
    }

    private void tellHold() {
        if (held && state == BridgeEventKind.ANSWERED) {
            conference.tell(BridgeEventKind.HELD, id, null);
        }
    }

    @Override
    public synchronized String onReinvite(Call from, String sdp) {
        if (state != BridgeEventKind.ANSWERED || ending || !reinvites.allows()) {
            return null;
        }
        if (sdp == null) {
            return session.offer();
        }
        try {
            LegSession.Answer answer = session.answer(sdp);
            agree(answer.audio());
            return answer.sdp();
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            LOG.debugf("Leg %s offers audio that cannot be used: %s", id, e.getMessage());
            return null;
        }
    }

    @Override
    public synchronized void onReinviteAnswer(Call from, String sdp) {
        if (state == BridgeEventKind.ANSWERED && !ending) {
            connect(sdp); // an answer that cannot be used changes nothing
        }
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
    public synchronized void key(char key) {
        if (state == BridgeEventKind.ANSWERED && !ending) {
            conference.tellKey(id, key);
        }
    }

    @Override
    public void silent(Duration since) {
        conference.later(Duration.ZERO, this::ask);
    }

    @Override
    public void failed() {
        conference.later(Duration.ZERO, () -> end(Cause.bridge("The bridge cannot mix this call"), "Q.850;cause=41", true));
    }

    /** A telephone may be silent for good reasons; one that does not answer a re-INVITE is gone (RFC 5057). */
    private void ask() {
        Call current;
        String offer;
        synchronized (this) {
            if (state != BridgeEventKind.ANSWERED || ending || call == null) {
                return;
            }
            current = call;
            offer = session.offer();
        }
        current.reinvite(offer).whenComplete(this::replied);
    }

    private void replied(String sdp, Throwable failure) {
        if (failure == null) {
            synchronized (this) {
                if (state == BridgeEventKind.ANSWERED && !ending) {
                    connect(sdp);
                }
            }
            return;
        }
        Throwable root = failure.getCause() != null ? failure.getCause() : failure;
        boolean alive = root instanceof CallRefusedException refused && refused.status() != 408 && refused.status() != 481;
        if (!alive) {
            end(Cause.bridge("The telephone is silent and does not respond"), "Q.850;cause=102", true);
        }
    }

    private void tellAgain() {
        conference.tell(state, id, isOver() ? endCause : null);
        if (state == BridgeEventKind.ANSWERED) {
            tellHold();
        }
    }

    private void finish(BridgeEventKind end, Cause cause) {
        if (timer != null) {
            timer.cancel(false);
        }
        if (audio != null) {
            audio.close();
        }
        endCause = cause;
        // Without the cause's text, which a telephone has written.
        LOG.debugf("Leg %s is over: %s, %s %d", id, end, cause.source(), cause.code());
        change(end, cause);
        conference.legOver();
    }

    private void change(BridgeEventKind next, Cause cause) {
        state = next;
        conference.tell(next, id, cause);
    }

    private void restartTimer(Duration delay, Runnable action) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = conference.later(delay, action);
    }
}
