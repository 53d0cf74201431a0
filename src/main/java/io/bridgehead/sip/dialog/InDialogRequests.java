package io.bridgehead.sip.dialog;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;

/** Answers what the other party asks for within a dialog (RFC 3261 sections 12.2.2, 14.2 and 15.1.2). */
final class InDialogRequests {

    private final Leg leg;
    /** A re-INVITE of the other party whose ACK is awaited. */
    private boolean awaitingAck;
    /** Whether that re-INVITE made no offer, so that the ACK has the answer to ours. */
    private boolean awaitingAnswer;

    InDialogRequests(Leg leg) {
        this.leg = leg;
    }

    void receive(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        synchronized (leg) {
            if (leg.dialog == null || leg.state == CallState.ENDED) {
                transaction.respond(481);
                return;
            }
            if (!leg.dialog.takeRemoteCSeq(request.cseq().number())) {
                transaction.respond(500, "Out of Order");
                return;
            }
        }
        SipResponse refusal = refusal(request);
        if (refusal != null) {
            transaction.respond(refusal);
            return;
        }
        switch (request.method()) {
            case SipMethod.BYE -> bye(transaction);
            case SipMethod.INVITE -> reinvite(transaction);
            case SipMethod.UPDATE -> update(transaction);
            case SipMethod.INFO -> leg.events.add(() -> transaction.respond(
                    leg.listener.onInfo(leg, request.contentType(), request.body()) ? 200 : 415));
            case SipMethod.OPTIONS -> transaction.respond(success(request));
            default -> transaction.respond((SipResponse) request.createResponse(405).setHeader(SipHeader.ALLOW, Leg.ALLOW));
        }
    }

    /** Whether the other party has a change of the session under way. Asked under the leg's lock. */
    boolean isAwaitingAck() {
        return awaitingAck;
    }

    /** The answer to what asks for too much, else null. */
    private SipResponse refusal(SipRequest request) {
        SipResponse extension = Extensions.refusal(request);
        boolean refreshes = request.is(SipMethod.INVITE) || request.is(SipMethod.UPDATE);
        return extension != null || !refreshes ? extension : SessionTimer.refusal(request, leg.calls.sessionTimers());
    }

    private void bye(ServerTransaction transaction) {
        transaction.respond(200);
        leg.onBye();
        leg.end(By.REMOTE, 200, "OK", transaction.request().header(SipHeader.REASON), List.of());
    }

    private void reinvite(ServerTransaction transaction) {
        synchronized (leg) {
            // Section 14.2: one change at a time, in either direction.
            if (leg.isInviting() || leg.state != CallState.CONFIRMED) {
                transaction.respond(491);
                return;
            }
            if (awaitingAck) {
                transaction.respond((SipResponse) transaction.request().createResponse(500).setHeader(SipHeader.RETRY_AFTER,
                        Integer.toString(ThreadLocalRandom.current().nextInt(1, 11))));
                return;
            }
            awaitingAck = true;
            awaitingAnswer = SessionBody.of(transaction.request()) == null;
        }
        leg.events.add(() -> {
            SipResponse answer = answer(transaction.request());
            if (answer == null || transaction.isCancelled()) {
                awaitingAck(false);
                transaction.respond(answer == null ? 488 : 487);
                return;
            }
            leg.repeatUntilAck(transaction, answer, this::acknowledged, this::notAcknowledged);
        });
    }

    private void acknowledged(SipRequest ack) {
        awaitingAck(false);
        String sdp = SessionBody.of(ack);
        if (sdp != null) {
            leg.events.add(() -> leg.listener.onReinviteAnswer(leg, sdp));
        }
    }

    /** Section 14.2: the session cannot be trusted any longer. */
    private void notAcknowledged() {
        synchronized (leg) {
            if (leg.state == CallState.CONFIRMED) {
                leg.sendBye(null);
            }
        }
        leg.end(By.NETWORK, 408, "No ACK", null, List.of());
    }

    private void awaitingAck(boolean value) {
        synchronized (leg) {
            awaitingAck = value;
        }
    }

    private void update(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        synchronized (leg) {
            if (SessionBody.of(request) == null) {
                leg.dialog.refreshTarget(request);
                transaction.respond(refreshed(request));
                return;
            }
            // RFC 3311 section 5.2: an offer of ours waits for its answer.
            if (leg.isInviting() || awaitingAck && awaitingAnswer || leg.state != CallState.CONFIRMED) {
                transaction.respond(491);
                return;
            }
        }
        leg.events.add(() -> {
            SipResponse answer = answer(request);
            if (answer == null) {
                transaction.respond(488);
            } else {
                transaction.respond(answer);
            }
        });
    }

    /** Asks the listener; null if it refuses. */
    private SipResponse answer(SipRequest request) {
        String sdp = leg.listener.onReinvite(leg, SessionBody.of(request));
        if (sdp == null) {
            return null;
        }
        synchronized (leg) {
            leg.dialog.refreshTarget(request);
            leg.localSdp = sdp;
            SipResponse response = refreshed(request);
            response.setBody(SessionBody.SDP, sdp);
            return response;
        }
    }

    /** A 2xx to a request that refreshes the session too (RFC 4028 section 9). */
    private SipResponse refreshed(SipRequest request) {
        SipResponse response = success(request);
        if (leg.state == CallState.CONFIRMED) {
            leg.timer.agree(request, response);
        }
        return response;
    }

    private SipResponse success(SipRequest request) {
        SipResponse response = Calls.capabilities(request);
        response.setHeader(SipHeader.CONTACT, leg.contact);
        return response;
    }
}
