package io.bridgehead.sip.transaction;

import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;
import io.netty.util.Timeout;

/** RFC 3261 section 17.2.1 with the accepted state of RFC 6026 section 7.1; timers G, H, I, L. */
final class InviteServerTransaction extends BaseServerTransaction {
    /** An INVITE that nobody answers, not even with 180 again, is forgotten after this many times timer C. */
    private static final int PATIENCE = 2;
    private static final long NO_TIMER_C = 3_600_000;

    private enum State {
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        CONFIRMED
    }

    private State state = State.PROCEEDING;
    private byte[] lastResponse;
    private long interval;
    private Timeout trying;
    private Timeout retransmit;
    private Timeout end;
    private SipRequest cancel;
    private Consumer<SipRequest> cancelListener;
    private Consumer<SipRequest> ackListener;

    InviteServerTransaction(TransactionContext context, String key, String requestKey, SipRequest request, Flow flow) {
        super(context, key, requestKey, request, flow,
                context.timers().proxyInvite() > 0 ? PATIENCE * context.timers().proxyInvite() : NO_TIMER_C);
        trying = context.after(context.timers().tryingAfter(), this::sendTrying);
    }

    /** Stops the caller's retransmissions if the user needs longer (section 17.2.1). */
    private void sendTrying() {
        byte[] bytes;
        synchronized (this) {
            if (isTerminated() || state != State.PROCEEDING || lastResponse != null) {
                return;
            }
            bytes = request().createResponse(100).toBytes();
            lastResponse = bytes;
        }
        send(bytes);
    }

    @Override
    public void respond(SipResponse response) {
        byte[] bytes = response.toBytes();
        synchronized (this) {
            if (isTerminated() || state != State.PROCEEDING && !(state == State.ACCEPTED && response.isSuccess())) {
                return;
            }
            if (state == State.PROCEEDING) {
                lastResponse = bytes;
                trying.cancel();
                if (response.isSuccess()) {
                    accepted();
                } else if (response.isFinal()) {
                    completed();
                    forgetIfChallenged(response);
                }
            }
        }
        send(bytes);
    }

    /** The user repeats the 2xx, we only absorb the INVITE (RFC 6026 section 7.1). */
    private void accepted() {
        state = State.ACCEPTED;
        lastResponse = null;
        answeredFinally();
        end = context.after(context.timers().timeout(), () -> terminate(null)); // timer L
    }

    private void completed() {
        state = State.COMPLETED;
        answeredFinally();
        end = context.after(context.timers().timeout(), // timer H
                () -> terminate(new TimeoutException("No ACK for the final response")));
        if (!flow().transport().isReliable()) {
            interval = context.timers().t1();
            retransmit = context.after(interval, this::retransmit); // timer G
        }
    }

    private void retransmit() {
        byte[] bytes;
        synchronized (this) {
            if (isTerminated() || state != State.COMPLETED) {
                return;
            }
            bytes = lastResponse;
            interval = Math.min(2 * interval, context.timers().t2());
            retransmit = context.after(interval, this::retransmit);
        }
        send(bytes);
    }

    @Override
    public void onRetransmission() {
        byte[] again;
        synchronized (this) {
            again = state == State.PROCEEDING || state == State.COMPLETED ? lastResponse : null;
        }
        if (again != null) {
            send(again);
        }
    }

    @Override
    public boolean onAck(SipRequest ack) {
        Consumer<SipRequest> listener;
        boolean confirmed = false;
        synchronized (this) {
            if (state == State.COMPLETED) {
                state = State.CONFIRMED;
                confirmed = true;
                stopTimers();
                if (!flow().transport().isReliable()) {
                    end = context.after(context.timers().t4(), () -> terminate(null)); // timer I
                }
            }
            listener = state == State.ACCEPTED ? ackListener : null;
            if (listener == null && state == State.ACCEPTED) {
                return false;
            }
        }
        if (confirmed && flow().transport().isReliable()) {
            terminate(null);
        } else if (listener != null) {
            callback(() -> listener.accept(ack));
        }
        return true;
    }

    @Override
    public void onCancel(SipRequest received) {
        Consumer<SipRequest> listener;
        synchronized (this) {
            if (cancel != null || isAnswered()) {
                return;
            }
            cancel = received;
            listener = cancelListener;
        }
        if (listener != null) {
            callback(() -> listener.accept(received));
        }
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancel != null;
    }

    @Override
    public void onCancel(Consumer<SipRequest> action) {
        SipRequest already;
        synchronized (this) {
            cancelListener = action;
            already = cancel;
        }
        if (already != null) {
            callback(() -> action.accept(already));
        }
    }

    @Override
    public synchronized void onAck(Consumer<SipRequest> action) {
        ackListener = action;
    }

    @Override
    void stopTimers() {
        for (Timeout timeout : new Timeout[] { trying, retransmit, end }) {
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }
}
