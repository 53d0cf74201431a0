package io.bridgehead.sip.dialog;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ClientTransaction;

/**
 * One change of the session that we ask for (RFC 3261 section 14.1). Where both parties ask at once, it is asked for again
 * after a pause, so that the other's change may come first.
 */
final class OutgoingReinvite {

    /** Who never lets us change anything is not asked for ever. */
    private static final int MAX_GLARES = 3;
    private static final Duration TICK = Duration.ofMillis(10);

    private final Leg leg;
    private final String sdp;
    private final DigestClient.Attempt attempt;
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private Acknowledgement acknowledgement;
    private int glares;
    private boolean underWay;

    OutgoingReinvite(Leg leg, String sdp) {
        this.leg = leg;
        this.sdp = sdp;
        this.attempt = leg.credentials == null ? null : leg.credentials.attempt();
    }

    /** Whether the INVITE is sent and not finally answered. */
    boolean isUnderWay() {
        return underWay;
    }

    CompletableFuture<String> start() {
        boolean over;
        synchronized (leg) {
            over = leg.state != CallState.CONFIRMED;
            if (!over && leg.isBeingChanged()) {
                pause();
            } else if (!over) {
                send();
            }
        }
        if (over) {
            fail(481, "The call is over"); // not under the lock: who hears of it has locks, too
        }
        return result;
    }

    private void send() {
        underWay = true;
        SipRequest invite = leg.dialog.request(SipMethod.INVITE);
        invite.addHeader(SipHeader.CONTACT, leg.contact);
        invite.addHeader(SipHeader.ALLOW, Leg.ALLOW);
        leg.timer.askAgain(invite);
        invite.setBody(SessionBody.SDP, sdp);
        AuthenticatedSender.authorize(invite, attempt);
        leg.calls.node().stack().sendRequest(invite, leg.dialog.target(), this::onResponse);
    }

    private void onResponse(ClientTransaction transaction, SipResponse response) {
        if (response.isProvisional()) {
            return;
        }
        if (response.isSuccess()) {
            onSuccess(transaction, response);
            return;
        }
        synchronized (leg) {
            underWay = false;
            if (AuthenticatedSender.isAnswerable(response, attempt) || leg.timer.isRaisedBy(response)) {
                send();
                return;
            }
            if (response.status() == 491 && leg.state == CallState.CONFIRMED && glares < MAX_GLARES) {
                pause();
                return;
            }
        }
        leg.endIfGone(response);
        fail(response.status(), response.reason());
    }

    /** The owner of the Call-ID waits 2.1 to 4 s, the other party up to 2 s, so that they do not meet again. */
    private void pause() {
        glares++;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int ticks = leg.ownsCallId() ? random.nextInt(210, 401) : random.nextInt(0, 201);
        leg.calls.node().schedule(TICK.multipliedBy(ticks), this::start);
    }

    private void onSuccess(ClientTransaction transaction, SipResponse response) {
        synchronized (leg) {
            if (acknowledgement != null) {
                acknowledgement.send();
                return;
            }
            underWay = false;
            leg.dialog.refreshTarget(response);
            leg.localSdp = sdp;
            leg.timer.agreed(response);
            acknowledgement = leg.acknowledgement(leg.dialog, transaction.request());
            acknowledgement.send();
            if (attempt != null) {
                attempt.succeeded();
            }
        }
        String answer = SessionBody.of(response);
        result.complete(answer == null ? "" : answer);
    }

    private void fail(int status, String reason) {
        result.completeExceptionally(new CallRefusedException(status, reason));
    }
}
