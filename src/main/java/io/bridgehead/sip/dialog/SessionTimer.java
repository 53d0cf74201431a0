package io.bridgehead.sip.dialog;

import java.time.Duration;
import java.util.concurrent.Future;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/**
 * The session timer of one leg (RFC 4028). A party that knows no session timers is refreshed by us all the same: a lost BYE
 * shows then too. Guarded by its leg's lock.
 */
final class SessionTimer {

    /** The option tag. */
    static final String EXTENSION = "timer";

    private static final String CALLER = "uac";
    private static final String CALLED = "uas";
    /** Section 10: who waits in vain for a refresh says BYE that long before the end, but after two thirds of the time. */
    private static final long HEADSTART_SECONDS = 32;
    /** Section 4: what a request without Min-SE means. */
    private static final long IMPLIED_MINIMUM = 90;

    /** One for each server on the way; who raises it for ever is not followed. */
    private static final int MAX_RAISES = 5;

    private final Leg leg;
    /** What we ask for, in seconds. */
    private long wanted;
    /** What a 422 has told us, 0 before. */
    private long minimum;
    private int raises;
    /** What was agreed upon last. */
    private long agreed;
    private boolean weRefresh = true;
    /** When the other party has shown last that it lives, by {@link System#nanoTime}. */
    private long aliveAt;
    private Future<?> next;

    SessionTimer(Leg leg, SessionTimers settings) {
        this.leg = leg;
        this.wanted = settings.interval().toSeconds();
    }

    /** Puts our wish into the INVITE of a new call; the called party chooses who refreshes. */
    void ask(SipRequest request) {
        request.setHeader(SipHeader.SUPPORTED, EXTENSION);
        request.setHeader(SipHeader.SESSION_EXPIRES, Long.toString(wanted));
        if (minimum > 0) {
            request.setHeader(SipHeader.MIN_SE, Long.toString(minimum));
        }
    }

    /** Puts it into a request of ours that refreshes the session; who refreshes stays as it was (section 7.4). */
    void askAgain(SipRequest request) {
        ask(request);
        request.setHeader(SipHeader.SESSION_EXPIRES, new SessionExpires(wanted, weRefresh ? CALLER : CALLED).toString());
    }

    /** Whether a response says 422 and for how long a session must live there, which is asked for from now on. */
    boolean isRaisedBy(SipResponse response) {
        long told = response.status() == 422 ? SessionExpires.seconds(response.header(SipHeader.MIN_SE)) : -1;
        if (told <= wanted || ++raises > MAX_RAISES) {
            return false;
        }
        wanted = told;
        minimum = told;
        return true;
    }

    /** Takes what a 2xx to our request says. */
    void agreed(SipResponse response) {
        SessionExpires told = SessionExpires.of(response);
        weRefresh = told.seconds() <= 0 || !told.refresher().equals(CALLED);
        run(told.seconds() <= 0 ? wanted : told.seconds());
    }

    /** For a session of an earlier run of the process: we refresh it, whoever had agreed to. */
    void resume() {
        run(wanted);
    }

    /** The 422 for a request whose session would have to be refreshed too often, else null. */
    static SipResponse refusal(SipRequest request, SessionTimers settings) {
        long asked = SessionExpires.of(request).seconds();
        return asked < 0 || asked >= settings.minimum() ? null
                : (SipResponse) request.createResponse(422).setHeader(SipHeader.MIN_SE, Long.toString(settings.minimum()));
    }

    /** Says in our 2xx to the other party's request how long the session lives and who refreshes it (section 9). */
    void agree(SipRequest request, SipResponse response) {
        SessionExpires asked = SessionExpires.of(request);
        boolean knows = Extensions.isSupported(request, EXTENSION);
        long least = Math.max(SessionExpires.seconds(request.header(SipHeader.MIN_SE)), IMPLIED_MINIMUM);
        long longest = Math.max(wanted, least);
        long seconds = asked.seconds() < 0 ? longest : Math.min(asked.seconds(), longest);
        weRefresh = !knows || asked.seconds() < 0 || asked.refresher().equals(CALLED);
        if (knows || asked.seconds() >= 0) {
            response.setHeader(SipHeader.SESSION_EXPIRES, new SessionExpires(seconds, weRefresh ? CALLED : CALLER).toString());
        }
        if (!weRefresh) {
            response.setHeader(SipHeader.REQUIRE, EXTENSION);
        }
        run(seconds);
    }

    /** A refresh was refused, so the other party lives; it is tried again. */
    void tryAgain() {
        aliveAt = System.nanoTime();
        start(quarter(), leg::refresh);
    }

    /** The other party could not be reached: it is tried again until the session would have ended without a refresh. */
    void tryAgainInTime() {
        Duration left = withoutHeadstart().minusNanos(System.nanoTime() - aliveAt);
        if (left.isNegative() || left.isZero()) {
            leg.expired();
        } else {
            start(left.compareTo(quarter()) < 0 ? left : quarter(), leg::refresh);
        }
    }

    private Duration quarter() {
        return Duration.ofSeconds(agreed).dividedBy(4);
    }

    private Duration withoutHeadstart() {
        Duration whole = Duration.ofSeconds(agreed);
        Duration headstart = whole.dividedBy(3);
        Duration most = Duration.ofSeconds(HEADSTART_SECONDS);
        return whole.minus(headstart.compareTo(most) < 0 ? headstart : most);
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void run(long seconds) {
        agreed = seconds;
        aliveAt = System.nanoTime();
        if (weRefresh) {
            start(Duration.ofSeconds(seconds).dividedBy(2), leg::refresh);
        } else {
            start(withoutHeadstart(), leg::expired);
        }
    }

    private void start(Duration delay, Runnable action) {
        stop();
        next = leg.calls.node().schedule(delay, action);
    }
}
