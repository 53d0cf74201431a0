package io.bridgehead.sip.dialog;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ServerTransaction;

/** What both kinds of call legs have in common once there is a dialog. All state is guarded by this object's lock. */
abstract class Leg implements Call {

    static final String SDP = "application/sdp";
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    final Calls calls;
    final String callId;
    final String localTag;
    final SerialEvents events;
    final DigestClient credentials;
    CallListener listener;
    Dialog dialog;
    CallState state = CallState.CALLING;
    String contact;
    /** The Reason header given to {@link #hangUp(String)}, or null. */
    String hangUpReason;
    private final InDialogRequests inDialog = new InDialogRequests(this);
    private boolean inviting;
    private SuccessRepeater awaitingAck;

    Leg(Calls calls, String callId, String localTag, DigestClient credentials, CallListener listener) {
        this.calls = calls;
        this.callId = callId;
        this.localTag = localTag;
        this.credentials = credentials;
        this.listener = listener;
        this.events = new SerialEvents(calls.node().executor());
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public String localTag() {
        return localTag;
    }

    @Override
    public synchronized String remoteTag() {
        return dialog == null ? null : dialog.remoteTag();
    }

    @Override
    public synchronized CallState state() {
        return state;
    }

    @Override
    public void hangUp() {
        hangUp(null);
    }

    @Override
    public synchronized CompletableFuture<Integer> info(String contentType, byte[] body) {
        if (state != CallState.CONFIRMED) {
            return CompletableFuture.failedFuture(new CallRefusedException(481, SipStatus.reason(481)));
        }
        SipRequest request = dialog.request(SipMethod.INFO);
        request.setBody(contentType, body);
        return send(request).thenApply(SipResponse::status);
    }

    @Override
    public synchronized CompletableFuture<String> reinvite(String sdp) {
        if (state != CallState.CONFIRMED || inviting) {
            int status = inviting ? 491 : 481;
            return CompletableFuture.failedFuture(new CallRefusedException(status, SipStatus.reason(status)));
        }
        inviting = true;
        CompletableFuture<String> result = new CompletableFuture<>();
        new OutgoingReinvite(this, sdp).send().whenComplete((answer, failure) -> {
            // Before the caller hears of it, who may want the next change at once.
            synchronized (this) {
                inviting = false;
            }
            if (failure == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** The other party hung up; called before the leg ends. */
    void onBye() {
    }

    /** Sends a 2xx to an INVITE until it is acknowledged. */
    final void repeatUntilAck(ServerTransaction transaction, SipResponse response, Consumer<SipRequest> onAck,
            Runnable onTimeout) {
        SuccessRepeater repeater = new SuccessRepeater(calls.node(), transaction, response, onAck, onTimeout);
        synchronized (this) {
            awaitingAck = repeater;
        }
        repeater.start();
    }

    /** An ACK that did not reach its transaction, because the call passed through this very stack before. */
    final void receiveAck(SipRequest ack) {
        SuccessRepeater repeater;
        synchronized (this) {
            repeater = awaitingAck;
        }
        if (repeater != null) {
            repeater.acknowledged(ack);
        }
    }

    /** Handles a request within the dialog. */
    final void receive(ServerTransaction transaction) {
        inDialog.receive(transaction);
    }

    final synchronized boolean isInviting() {
        return inviting;
    }

    /** Sends a request of the dialog; a peer that no longer knows the dialog ends the call (RFC 3261 section 12.2.1.2). */
    final CompletableFuture<SipResponse> send(SipRequest request) {
        return new AuthenticatedSender(calls.node().stack(), credentials).send(request, dialog.target(), this::nextCSeq)
                .whenComplete((response, failure) -> endIfGone(response));
    }

    final void endIfGone(SipResponse response) {
        if (response.status() == 481 || response.status() == 408) {
            synchronized (this) {
                if (state == CallState.CONFIRMED && response.status() == 408) {
                    sendBye(null);
                }
            }
            end(response.isSynthesized() ? By.NETWORK : By.REMOTE, response.status(), response.reason(), null, List.of());
        }
    }

    private synchronized long nextCSeq() {
        return dialog.nextCSeq();
    }

    final void sendBye(String reason) {
        sendBye(dialog, reason);
    }

    final void sendBye(Dialog to, String reason) {
        SipRequest bye = to.request(SipMethod.BYE);
        if (reason != null) {
            bye.addHeader(SipHeader.REASON, reason);
        }
        new AuthenticatedSender(calls.node().stack(), credentials).send(bye, to.target(), to::nextCSeq);
    }

    /** Sends an ACK for a 2xx and returns it, to be sent again with each retransmission. */
    final Acknowledgement acknowledge(Dialog to, SipRequest invite) {
        SipRequest ack = to.ack(invite.cseq().number());
        // RFC 3261 section 22.1: an ACK cannot be challenged and repeats the credentials of its INVITE.
        invite.headers(SipHeader.AUTHORIZATION).forEach(v -> ack.addHeader(SipHeader.AUTHORIZATION, v));
        invite.headers(SipHeader.PROXY_AUTHORIZATION).forEach(v -> ack.addHeader(SipHeader.PROXY_AUTHORIZATION, v));
        Acknowledgement result = new Acknowledgement(calls.node().stack(), ack, SipIds.newBranch(), to.target());
        result.send();
        return result;
    }

    /** Ends the leg once and for all; later calls change nothing. */
    final void end(By by, int status, String reason, String reasonHeader, List<String> contacts) {
        boolean answered;
        synchronized (this) {
            if (state == CallState.ENDED) {
                return;
            }
            answered = state == CallState.CONFIRMED;
            state = CallState.ENDED;
        }
        calls.remove(this);
        CallEnd end = new CallEnd(by, answered, status, reason, reasonHeader, contacts);
        events.add(() -> listener.onEnded(this, end));
    }

    /** The SDP in a message, or null. */
    static String sdp(SipMessage message) {
        String type = message.contentType();
        return type != null && message.bodyLength() > 0 && type.toLowerCase(Locale.ROOT).startsWith(SDP) ? message.bodyText()
                : null;
    }
}
