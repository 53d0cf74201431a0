package io.bridgehead.sip.transaction;

import java.util.concurrent.CompletableFuture;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/** RFC 3261 section 17.1.1 with the accepted state of RFC 6026 section 7.2; timers A, B, C, D, M. */
final class InviteClientTransaction extends BaseClientTransaction {

    /** What is answered to a CANCEL tells nothing: the INVITE's final response counts. */
    private static final ClientTransactionListener IGNORE = (transaction, response) -> {
    };

    private enum State {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED
    }

    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    private String cancelReason;
    private byte[] ack;

    InviteClientTransaction(TransactionContext context, ClientSender sender, SipRequest request, String branch,
            ClientTransactionListener listener) {
        super(context, sender, request, branch, listener);
    }

    @Override
    boolean mayRetransmit() {
        return state == State.CALLING;
    }

    @Override
    long nextInterval(long lastInterval) {
        return 2 * lastInterval;
    }

    @Override
    void received(SipResponse response) {
        if (response.isProvisional()) {
            provisional(response);
        } else if (response.isSuccess()) {
            success(response);
        } else {
            failure(response);
        }
    }

    private void provisional(SipResponse response) {
        boolean cancelNow;
        synchronized (this) {
            if (isAnswered()) {
                return;
            }
            state = State.PROCEEDING;
            stopRetransmitting();
            cancelNow = cancelWanted && !cancelSent;
            if (!cancelSent) {
                timeoutAfter(context.timers().proxyInvite(), this::timerC);
            }
        }
        report(response);
        if (cancelNow) {
            sendCancel();
        }
    }

    /** The callee rings without end: cancel as a proxy does (section 16.8). */
    private void timerC() {
        cancel();
    }

    private void success(SipResponse response) {
        synchronized (this) {
            if (state == State.COMPLETED || isTerminated()) {
                return;
            }
            if (!isAnswered()) {
                state = State.ACCEPTED;
                answeredFinally();
                timeoutAfter(context.timers().timeout(), this::terminate); // timer M
            }
        }
        report(response);
    }

    private void failure(SipResponse response) {
        boolean first;
        byte[] acknowledgement;
        synchronized (this) {
            if (state == State.ACCEPTED || isTerminated()) {
                return;
            }
            first = !isAnswered();
            if (first) {
                state = State.COMPLETED;
                answeredFinally();
                ack = FollowUp.forFailure(request(), response).toBytes();
                if (!currentFlow().transport().isReliable()) {
                    timeoutAfter(context.timers().timeout(), this::terminate); // timer D
                }
            }
            acknowledgement = ack;
        }
        currentFlow().send(acknowledgement);
        if (first) {
            report(response);
            if (currentFlow().transport().isReliable()) {
                terminate();
            }
        }
    }

    @Override
    public void cancel(String reason) {
        boolean now;
        synchronized (this) {
            if (cancelWanted || isAnswered()) {
                return;
            }
            cancelWanted = true;
            cancelReason = reason;
            now = state == State.PROCEEDING;
        }
        if (now) {
            sendCancel();
        }
    }

    private void sendCancel() {
        synchronized (this) {
            if (cancelSent || isAnswered()) {
                return;
            }
            cancelSent = true;
            timeoutAfter(context.timers().timeout(), () -> fail(408, "Request Timeout"));
        }
        new NonInviteClientTransaction(context, sender(), FollowUp.cancel(request(), cancelReason), branch(), IGNORE)
                .start(CompletableFuture.completedStage(currentFlow()));
    }
}
