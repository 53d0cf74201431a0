package io.bridgehead.sip.transaction;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;
import io.netty.util.Timeout;

/**
 * What INVITE and other client transactions have in common. State is guarded by the object's lock; callbacks run outside it.
 */
abstract class BaseClientTransaction implements ClientTransaction, ClientEntry {
    private static final String DEFAULT_MAX_FORWARDS = "70";

    final TransactionContext context;
    private final ClientSender sender;
    private final String branch;
    final String key;
    private final SipRequest request;
    private final ClientTransactionListener listener;
    private final CallbackQueue callbacks;

    private Flow flow;
    private byte[] wire;
    private boolean answered;
    private boolean terminated;
    private long interval;
    private Timeout retransmit;
    private Timeout timeout;

    BaseClientTransaction(TransactionContext context, ClientSender sender, SipRequest request, String branch,
            ClientTransactionListener listener) {
        this.context = context;
        this.sender = sender;
        this.request = request;
        this.branch = branch;
        this.key = TransactionKey.client(branch, request.method());
        this.listener = listener;
        this.callbacks = new CallbackQueue(context.executor());
        if (context.clients().putIfAbsent(key, this) != null) {
            throw new IllegalStateException("A transaction with this branch is under way");
        }
        context.inFlight().incrementAndGet();
    }

    /** Sends as soon as there is a flow; the time-out (timers B and F) runs from now. */
    final void start(CompletionStage<Flow> connecting) {
        synchronized (this) {
            timeout = context.after(context.timers().timeout(), () -> fail(408, "Request Timeout"));
        }
        connecting.whenComplete((found, problem) -> {
            if (problem != null) {
                fail(503, "No Connection");
            } else {
                send(found);
            }
        });
    }

    private void send(Flow found) {
        byte[] bytes;
        synchronized (this) {
            if (answered || terminated) {
                return;
            }
            flow = found;
            request.addFirst(SipHeader.VIA, sender.via(found, branch).toString());
            if (!request.hasHeader(SipHeader.MAX_FORWARDS)) {
                request.setHeader(SipHeader.MAX_FORWARDS, DEFAULT_MAX_FORWARDS);
            }
            bytes = request.toBytes();
            if (!found.transport().isReliable()) {
                wire = bytes;
                interval = context.timers().t1();
                retransmit = context.after(interval, this::retransmit);
            }
        }
        // A telephone that only has UDP is called in fragments rather than not at all (RFC 3261 section 18.1.1).
        boolean limited = found.transport() == SipTransport.UDP && !request.method().equals("INVITE");
        if (limited && bytes.length > sender.maxUdpRequestBytes()) {
            fail(513, "Too Large For UDP");
        } else {
            transmit(bytes);
        }
    }

    private void retransmit() {
        byte[] bytes;
        synchronized (this) {
            if (answered || terminated || !mayRetransmit()) {
                return;
            }
            bytes = wire;
            interval = nextInterval(interval);
            retransmit = context.after(interval, this::retransmit);
        }
        transmit(bytes);
    }

    /**
     * Whoever answers before we sent anything has guessed the branch or means a request of an earlier life; it will be
     * repeated.
     */
    @Override
    public final void onResponse(SipResponse response) {
        if (flow().isPresent()) {
            received(response);
        }
    }

    abstract void received(SipResponse response);

    abstract boolean mayRetransmit();

    abstract long nextInterval(long lastInterval);

    final void transmit(byte[] bytes) {
        flow.send(bytes).whenComplete((sent, problem) -> {
            if (problem != null) {
                fail(503, "Transport Error");
            }
        });
    }

    final void stopRetransmitting() {
        if (retransmit != null) {
            retransmit.cancel();
        }
    }

    /** Replaces the time-out by another; 0 for none. */
    final void timeoutAfter(long millis, Runnable action) {
        if (timeout != null) {
            timeout.cancel();
        }
        timeout = millis > 0 ? context.after(millis, action) : null;
    }

    /** Marks the transaction as answered finally; once. */
    final void answeredFinally() {
        answered = true;
        wire = null;
        stopRetransmitting();
        if (timeout != null) {
            timeout.cancel();
        }
        context.inFlight().decrementAndGet();
    }

    final boolean isAnswered() {
        return answered;
    }

    final void report(SipResponse response) {
        callbacks.submit(() -> listener.onResponse(this, response));
    }

    @Override
    public final void fail(int status, String reason) {
        synchronized (this) {
            if (answered || terminated) {
                return;
            }
            answeredFinally();
        }
        report(request.createResponse(status, reason).markSynthesized());
        terminate();
    }

    /** Ends at once and tells the listener. */
    final void terminate() {
        synchronized (this) {
            if (terminated) {
                return;
            }
            terminated = true;
            stopRetransmitting();
            if (timeout != null) {
                timeout.cancel();
            }
        }
        context.clients().remove(key, this);
        callbacks.submit(() -> listener.onTerminated(this));
    }

    final ClientSender sender() {
        return sender;
    }

    final Flow currentFlow() {
        return flow;
    }

    @Override
    public final SipRequest request() {
        return request;
    }

    @Override
    public final String branch() {
        return branch;
    }

    @Override
    public final synchronized Optional<Flow> flow() {
        return Optional.ofNullable(flow);
    }

    @Override
    public final synchronized boolean isTerminated() {
        return terminated;
    }
}
