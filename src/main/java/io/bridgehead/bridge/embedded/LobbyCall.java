package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jboss.logging.Logger;

import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.LegListener;
import io.bridgehead.media.NoMediaPortException;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallListener;
import io.bridgehead.sip.dialog.IncomingCall;

/**
 * Somebody who has called the bridge: answered, asked for a PIN three times at most, and within a minute either in a conference
 * or hung up. From then on what telephone and audio do is the {@link BridgeLeg}'s business.
 */
final class LobbyCall implements CallListener, LegListener {

    private static final Logger LOG = Logger.getLogger(LobbyCall.class);
    /** How long a caller may take in all to enter a PIN. */
    private static final Duration ASKING = Duration.ofSeconds(60);
    /** Who presses no further key for so long has finished. */
    private static final Duration BETWEEN_KEYS = Duration.ofSeconds(6);
    /** How long we wait for the conference to let the caller in. */
    private static final Duration WAITING = Duration.ofSeconds(15);
    /** The last packets of a prompt are on their way for so long. */
    private static final Duration TAIL = Duration.ofMillis(200);

    private enum State {
        BEGINNING,
        ASKED,
        ARRIVED,
        JOINED,
        LEAVING,
        OVER
    }

    private final String id;
    private final IncomingCall call;
    private final CallerIdentity caller;
    private final Lobby lobby;
    private final Keys keys = new Keys();
    private final StringBuilder digits = new StringBuilder();
    /** Whether the PIN entered last was whole without {@code #}: one that follows belongs to it. */
    private boolean whole;
    private State state = State.BEGINNING;
    private AudioLeg audio;
    private LegSession session;
    private NegotiatedAudio agreed;
    private int wrong;
    private String conferenceId;
    private Future<?> limit;
    private Future<?> pause;
    private volatile BridgeLeg leg;

    LobbyCall(String id, IncomingCall call, CallerIdentity caller, Lobby lobby) {
        this.id = id;
        this.call = call;
        this.caller = caller;
        this.lobby = lobby;
    }

    /** Our own name of the call. */
    String id() {
        return id;
    }

    CallerIdentity caller() {
        return caller;
    }

    /** Answers; the caller is asked once the answer is acknowledged. */
    synchronized void answer() {
        try {
            audio = lobby.openAudio(id.hashCode(), this);
            session = new LegSession(audio);
            String offer = call.offer();
            call.accept(offer == null ? session.offer() : answerTo(offer));
        } catch (NoMediaPortException e) {
            LOG.errorf("A caller cannot be let in: %s", e.getMessage());
            refuse(503, "No port is free");
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            LOG.debugf("A caller offers audio that cannot be used: %s", e.getMessage());
            refuse(488, "Not Acceptable Here");
        }
    }

    /** Refuses the call. */
    void refuse(int status, String reason) {
        call.reject(status, reason);
    }

    @Override
    public CompletionStage<Void> onAnswered(Call from, String sdp) {
        synchronized (this) {
            if (state != State.BEGINNING) {
                return AT_ONCE;
            }
            if (agreed == null && !takes(sdp)) {
                lobby.later(Duration.ZERO, this::hangUp);
                return AT_ONCE;
            }
            state = State.ASKED;
            limit = lobby.later(ASKING, () -> sendAway(Prompt.GOODBYE));
            audio.play(Prompt.ENTER.samples());
        }
        return AT_ONCE;
    }

    private boolean takes(String answer) {
        try {
            agree(session.accept(answer));
            return true;
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            LOG.debugf("A caller's audio cannot be used: %s", e.getMessage());
            return false;
        }
    }

    // --------------------------------------------------------------------------------------------------------------- the PIN

    private synchronized void pressed(char key) {
        if (state != State.ASKED) {
            return;
        }
        boolean late = whole && key == '#';
        whole = false;
        if (late) {
            return;
        }
        cancel(pause);
        if (key == '*') {
            digits.setLength(0);
        } else if (key != '#') {
            digits.append(key);
        }
        audio.play(null);
        whole = key != '#' && digits.length() >= lobby.wholeAfter();
        if (key == '#' || whole) {
            entered();
        } else {
            pause = lobby.later(BETWEEN_KEYS, this::paused);
        }
    }

    private synchronized void paused() {
        if (state == State.ASKED) {
            entered();
        }
    }

    private void entered() {
        String pin = digits.toString();
        digits.setLength(0);
        if (pin.isEmpty()) {
            audio.play(Prompt.ENTER.samples());
            return;
        }
        Optional<String> conference = lobby.conferenceOf(pin, caller);
        if (conference.isPresent()) {
            arrived(conference.get());
        } else if (++wrong >= PinGuard.PER_CALL) {
            LOG.infof("A caller has entered %d wrong PINs and is hung up", wrong);
            sendAway(Prompt.GOODBYE);
        } else {
            audio.play(Prompt.WRONG.samples());
        }
    }

    private void arrived(String conference) {
        state = State.ARRIVED;
        conferenceId = conference;
        cancel(limit);
        limit = lobby.later(WAITING, () -> sendAway(Prompt.NO_ENTRY));
        lobby.tellArrived(conference, this);
    }

    // ------------------------------------------------------------------------------------------------- in, or out again

    /** Whether the caller has entered the PIN of this conference. */
    synchronized boolean belongsTo(String conference) {
        return conference.equals(conferenceId);
    }

    /** Makes the call a leg of its conference, unless it has gone meanwhile. */
    void join(BridgeLeg member, BridgeConference conference) {
        synchronized (this) {
            if (state == State.ARRIVED) {
                state = State.JOINED;
                cancel(limit);
                lobby.left(this);
                conference.takeIn(audio);
                audio.play(Prompt.WELCOME.samples());
                member.join(call, new LegAudio(audio, session, agreed));
                leg = member;
                return;
            }
        }
        member.forget();
    }

    /** Tells the caller that there is no way into the conference, and hangs up. */
    synchronized void turnAwayFrom(String conference) {
        if (state == State.ARRIVED && belongsTo(conference)) {
            sendAway(Prompt.NO_ENTRY);
        }
    }

    private synchronized void sendAway(Prompt prompt) {
        if (state == State.ASKED || state == State.ARRIVED) {
            state = State.LEAVING;
            cancel(limit);
            cancel(pause);
            audio.play(prompt.samples());
            limit = lobby.later(prompt.duration().plus(TAIL), this::hangUp);
        }
    }

    /** Ends a call that is in no conference. */
    void hangUp() {
        if (leg == null) {
            call.hangUp("Q.850;cause=16");
        }
    }

    @Override
    public void onEnded(Call from, CallEnd end) {
        BridgeLeg member;
        synchronized (this) {
            member = leg;
            if (member == null) {
                state = State.OVER;
                cancel(limit);
                cancel(pause);
                lobby.left(this);
                if (audio != null) {
                    audio.close();
                }
            }
        }
        if (member != null) {
            member.onEnded(from, end);
        }
    }

    private static void cancel(Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    // ------------------------------------------------------------------------------------------- session and audio of the call

    private String answerTo(String offer) throws MalformedSdpException, UnacceptableSdpException {
        LegSession.Answer answer = session.answer(offer);
        agree(answer.audio());
        return answer.sdp();
    }

    private void agree(NegotiatedAudio agreement) {
        agreed = agreement;
        audio.connect(agreement);
    }

    @Override
    public String onReinvite(Call from, String sdp) {
        BridgeLeg member = leg;
        if (member != null) {
            return member.onReinvite(from, sdp);
        }
        synchronized (this) {
            try {
                return sdp == null ? session.offer() : answerTo(sdp);
            } catch (MalformedSdpException | UnacceptableSdpException e) {
                LOG.debugf("A caller offers audio that cannot be used: %s", e.getMessage());
                return null;
            }
        }
    }

    @Override
    public void onReinviteAnswer(Call from, String sdp) {
        BridgeLeg member = leg;
        if (member != null) {
            member.onReinviteAnswer(from, sdp);
        } else {
            synchronized (this) {
                takes(sdp); // an answer that cannot be used changes nothing
            }
        }
    }

    @Override
    public void talking(boolean now) {
        BridgeLeg member = leg;
        if (member != null) {
            member.talking(now);
        }
    }

    @Override
    public void key(char key) {
        BridgeLeg member = leg;
        if (member != null) {
            member.key(key);
        } else {
            press(Keys.Way.AUDIO, key);
        }
    }

    @Override
    public boolean onInfo(Call from, String contentType, byte[] body) {
        BridgeLeg member = leg;
        if (member != null) {
            return member.onInfo(from, contentType, body);
        }
        char key = Keys.ofInfo(contentType, body);
        if (key != 0) {
            press(Keys.Way.INFO, key);
        }
        return key != 0;
    }

    private void press(Keys.Way way, char key) {
        if (keys.counts(way)) {
            lobby.later(Duration.ZERO, () -> pressed(key));
        }
    }

    @Override
    public void silent(Duration since) {
        BridgeLeg member = leg;
        if (member != null) {
            member.silent(since);
        } else {
            lobby.later(Duration.ZERO, this::hangUp);
        }
    }

    @Override
    public void failed() {
        BridgeLeg member = leg;
        if (member != null) {
            member.failed();
        } else {
            lobby.later(Duration.ZERO, this::hangUp);
        }
    }
}
