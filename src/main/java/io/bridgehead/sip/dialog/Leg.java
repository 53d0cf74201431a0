package io.bridgehead.sip.dialog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.bridgehead.sip.auth.AuthenticatedSender;
import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ServerTransaction;

/** What both kinds of call legs have in common once there is a dialog. All state is guarded by this object's lock. */
abstract class Leg implements Call {

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
    final SessionTimer timer;
    /** Our part of the session as it was agreed upon last, null if there is none. */
    String localSdp;
    private OutgoingReinvite change;
    private SuccessRepeater awaitingAck;

    Leg(Calls calls, String callId, String localTag, DigestClient credentials, CallListener listener) {
        this.calls = calls;
        this.callId = callId;
        this.localTag = localTag;
        this.credentials = credentials;
        this.listener = listener;
        this.events = new SerialEvents(calls.node().executor());
        this.timer = new SessionTimer(this, calls.sessionTimers());
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
    public synchronized KeptDialog kept() {
        return state == CallState.CONFIRMED ? dialog.kept(contact, localSdp) : null;
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
        if (state != CallState.CONFIRMED || change != null) {
            int status = change != null ? 491 : 481;
            return CompletableFuture.failedFuture(new CallRefusedException(status, SipStatus.reason(status)));
        }
        CompletableFuture<String> result = new CompletableFuture<>();
        change = new OutgoingReinvite(this, sdp);
        change.start().whenComplete((answer, failure) -> {
            // Before the caller hears of it, who may want the next change at once.
            synchronized (this) {
                change = null;
            }
            if (failure == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Refreshes the session (RFC 4028 section 7.4): by an UPDATE where the other party takes one, else by a re-INVITE. */
    final void refresh() {
        synchronized (this) {
            if (state != CallState.CONFIRMED) {
                return;
            }
            if (change != null || isBeingChanged()) {
                timer.tryAgain();
                return;
            }
            if (dialog.isUpdateAllowed() || localSdp == null) {
                update();
                return;
            }
        }
        String offer = localSdp;
        reinvite(offer).whenComplete((answer, failure) -> {
            if (failure == null) {
                events.add(() -> listener.onReinviteAnswer(this, answer));
            } else {
                refreshFailed(failure instanceof CallRefusedException refused ? refused.signOfLife() : SignOfLife.UNREACHABLE);
            }
        });
    }

    private void update() {
        SipRequest request = dialog.request(SipMethod.UPDATE);
        request.addHeader(SipHeader.CONTACT, contact);
        timer.askAgain(request);
        send(request).thenAccept(response -> {
            synchronized (this) {
                if (response.isSuccess()) {
                    dialog.refreshTarget(response);
                    timer.agreed(response);
                    return;
                }
                if (!timer.isRaisedBy(response) && dialog.isUpdateRefused(response)) {
                    refreshFailed(SignOfLife.of(response.status()));
                    return;
                }
            }
            refresh(); // for longer, or by a re-INVITE
        });
    }

    private synchronized void refreshFailed(SignOfLife sign) {
        if (state == CallState.CONFIRMED && sign == SignOfLife.REPLIES) {
            timer.tryAgain();
        } else if (state == CallState.CONFIRMED) {
            timer.tryAgainInTime();
        }
    }

    /** Nobody refreshed the session in time (RFC 4028 section 10). */
    final void expired() {
        synchronized (this) {
            if (state != CallState.CONFIRMED) {
                return;
            }
            sendBye("SIP;cause=408;text=\"Session timer expired\"");
        }
        end(By.NETWORK, 408, "Session Expired", null, List.of());
    }

    /** Whether this side chose the Call-ID. */
    abstract boolean ownsCallId();

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
        return change != null && change.isUnderWay();
    }

    /** Whether the other party is changing the session. */
    final boolean isBeingChanged() {
        return inDialog.isAwaitingAck();
    }

    /** Sends a request of the dialog; a peer that no longer knows the dialog ends the call (RFC 3261 section 12.2.1.2). */
    final CompletableFuture<SipResponse> send(SipRequest request) {
        return new AuthenticatedSender(calls.node().stack(), credentials).send(request, dialog.target(), this::nextCSeq)
                .whenComplete((response, failure) -> endIfGone(response));
    }

    final void endIfGone(SipResponse response) {
        if (SignOfLife.of(response.status()) == SignOfLife.GONE) {
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

    /** Acknowledges the answer to an INVITE of ours of which nothing else is known any more. */
    final synchronized void acknowledge(long cseq) {
        if (state == CallState.CONFIRMED) {
            new Acknowledgement(calls.node().stack(), dialog.ack(cseq), SipIds.newBranch(), dialog.target()).send();
        }
    }

    /** The ACK for a 2xx, to be sent again with each retransmission. */
    final Acknowledgement acknowledgement(Dialog to, SipRequest invite) {
        SipRequest ack = to.ack(invite.cseq().number());
        // RFC 3261 section 22.1: an ACK cannot be challenged and repeats the credentials of its INVITE.
        invite.headers(SipHeader.AUTHORIZATION).forEach(v -> ack.addHeader(SipHeader.AUTHORIZATION, v));
        invite.headers(SipHeader.PROXY_AUTHORIZATION).forEach(v -> ack.addHeader(SipHeader.PROXY_AUTHORIZATION, v));
        return new Acknowledgement(calls.node().stack(), ack, SipIds.newBranch(), to.target());
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
            timer.stop();
        }
        calls.remove(this);
        CallEnd end = new CallEnd(by, answered, status, reason, reasonHeader, contacts);
        events.add(() -> listener.onEnded(this, end));
    }
}
