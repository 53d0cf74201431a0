package io.bridgehead.sip.dialog;

import java.util.List;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ServerTransaction;

/** A call that others make to us (RFC 3261 section 13.3). */
final class IncomingLeg extends Leg implements IncomingCall {

    private final ServerTransaction transaction;
    private boolean answered;
    private boolean acknowledged;
    private boolean byeAfterAck;

    IncomingLeg(Calls calls, ServerTransaction transaction, DigestClient credentials) {
        super(calls, transaction.request().callId(), transaction.request().localTag(), credentials, null);
        this.transaction = transaction;
        this.dialog = Dialog.ofCallee(transaction.request(), transaction.flow());
        String user = transaction.request().requestUri().user();
        this.contact = "<" + calls.node().stack().contact(transaction.flow(), user == null ? "call" : user) + ">";
    }

    /** Lets events reach the listener, which the handler made while it may have answered already. */
    void start(CallListener newListener) {
        listener = newListener;
        events.release();
        transaction.onCancel(this::cancelled);
    }

    @Override
    public SipRequest invite() {
        return transaction.request();
    }

    @Override
    public String offer() {
        return SessionBody.of(transaction.request());
    }

    @Override
    public synchronized void progress(int status, String sdp) {
        if (status <= 100 || status >= 200) {
            throw new IllegalArgumentException("not a provisional status: " + status);
        }
        if (!answered && state != CallState.ENDED) {
            state = CallState.EARLY;
            transaction.respond(response(status, SipStatus.reason(status), sdp));
        }
    }

    @Override
    public synchronized void accept(String sdp) {
        if (answered || state == CallState.ENDED) {
            return;
        }
        answered = true;
        SipResponse refusal = Extensions.refusal(transaction.request());
        if (refusal != null) {
            transaction.respond(refusal);
            end(By.LOCAL, 420, SipStatus.reason(420), null, List.of());
            return;
        }
        state = CallState.CONFIRMED;
        localSdp = sdp;
        SipResponse response = response(200, "OK", sdp);
        timer.agree(transaction.request(), response);
        repeatUntilAck(transaction, response, this::acknowledged, this::notAcknowledged);
    }

    @Override
    public void reject(int status, String reason) {
        if (status < 300 || status > 699) {
            throw new IllegalArgumentException("not a refusal: " + status);
        }
        synchronized (this) {
            if (answered || state == CallState.ENDED) {
                return;
            }
            answered = true;
            transaction.respond(status, reason);
        }
        end(By.LOCAL, status, reason, null, List.of());
    }

    @Override
    boolean ownsCallId() {
        return false;
    }

    @Override
    public void hangUp(String reason) {
        synchronized (this) {
            if (state == CallState.CONFIRMED) {
                hangUpReason = reason;
                // Section 15: no BYE before the ACK.
                byeAfterAck = !acknowledged;
                if (acknowledged) {
                    sendBye(reason);
                }
            }
        }
        if (answered) {
            end(By.LOCAL, 200, "OK", reason, List.of());
        } else {
            reject(480, SipStatus.reason(480));
        }
    }

    private void acknowledged(SipRequest ack) {
        synchronized (this) {
            acknowledged = true;
            if (byeAfterAck) {
                sendBye(hangUpReason);
                return;
            }
            if (state == CallState.ENDED) {
                return;
            }
        }
        String sdp = SessionBody.of(ack);
        events.add(() -> listener.onAnswered(this, sdp == null ? "" : sdp));
    }

    private void notAcknowledged() {
        synchronized (this) {
            acknowledged = true;
            sendBye(hangUpReason);
        }
        end(By.NETWORK, 408, "No ACK", null, List.of());
    }

    private void cancelled(SipRequest cancel) {
        synchronized (this) {
            if (answered || state == CallState.ENDED) {
                return;
            }
            answered = true;
            transaction.respond(487);
        }
        end(By.REMOTE, 487, SipStatus.reason(487), cancel.header(SipHeader.REASON), List.of());
    }

    /** Section 15.1.2: a BYE before the final answer ends the INVITE too. */
    @Override
    void onBye() {
        synchronized (this) {
            if (!answered) {
                answered = true;
                transaction.respond(487);
            }
        }
    }

    private SipResponse response(int status, String reason, String sdp) {
        SipResponse response = transaction.request().createResponse(status, reason);
        response.setHeader(SipHeader.CONTACT, contact);
        response.setHeader(SipHeader.ALLOW, ALLOW);
        response.setHeader(SipHeader.SUPPORTED, SessionTimer.EXTENSION);
        if (sdp != null) {
            response.setBody(SessionBody.SDP, sdp);
        }
        return response;
    }
}
