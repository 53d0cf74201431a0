package io.bridgehead.sip.transaction;

import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.ViaStamp;
import io.netty.util.Timeout;

/**
 * What INVITE and other server transactions have in common. State is guarded by the object's lock; callbacks run outside it.
 */
abstract class BaseServerTransaction implements ServerTransaction, ServerEntry {
    private static final int HEAD_BYTES = 2_048;

    final TransactionContext context;
    final String key;
    final String requestKey;
    private final SipRequest request;
    private final int bodyBytes;
    private final Flow flow;
    final Flow responseFlow;
    private final CallbackQueue callbacks;
    private final Timeout unanswered;

    private boolean answered;
    private boolean terminated;
    private Throwable failure;
    private Consumer<Throwable> terminationListener;

    /**
     * @param requestKey null if nobody will look for the transaction by its request
     * @param giveUpAfter milliseconds after which a transaction nobody answers is forgotten
     */
    BaseServerTransaction(TransactionContext context, String key, String requestKey, SipRequest request, Flow flow,
            long giveUpAfter) {
        this.context = context;
        this.key = key;
        this.requestKey = requestKey;
        this.request = request;
        this.bodyBytes = request.bodyLength();
        this.flow = flow;
        this.responseFlow = ViaStamp.responseFlow(request, flow);
        this.callbacks = new CallbackQueue(context.executor());
        context.inFlight().incrementAndGet();
        context.inFlightBytes().addAndGet(heldBytes());
        this.unanswered = context.after(giveUpAfter,
                () -> terminate(new TimeoutException("The request was never answered")));
    }

    boolean callback(Runnable action) {
        return callbacks.submit(action);
    }

    /** What the request takes up, nearly: its body is what an attacker can make large. */
    private long heldBytes() {
        return HEAD_BYTES + bodyBytes;
    }

    /** Marks the transaction as answered finally; once. */
    final void answeredFinally() {
        if (!answered) {
            answered = true;
            unanswered.cancel();
            context.inFlight().decrementAndGet();
            context.inFlightBytes().addAndGet(-heldBytes());
        }
    }

    /** A challenged request comes again, from some clients with the same CSeq: that must not pass for a merged one. */
    final void forgetIfChallenged(SipResponse response) {
        if (response.status() == 401 || response.status() == 407) {
            context.removeByRequest(requestKey, this);
        }
    }

    /** Sends, and ends the transaction if the transport fails. */
    final void send(byte[] response) {
        responseFlow.send(response).whenComplete((sent, problem) -> {
            if (problem != null) {
                terminate(problem);
            }
        });
    }

    final void terminate(Throwable problem) {
        Consumer<Throwable> listener;
        synchronized (this) {
            if (terminated) {
                return;
            }
            terminated = true;
            failure = problem;
            listener = terminationListener;
            answeredFinally();
            stopTimers();
        }
        removeFromTables();
        if (listener != null) {
            callback(() -> listener.accept(problem));
        }
    }

    @Override
    public final void respondStateless(SipResponse response) {
        synchronized (this) {
            if (answered || terminated) {
                return;
            }
            answeredFinally();
        }
        responseFlow.send(response).whenComplete((sent, problem) -> terminate(problem));
    }

    abstract void stopTimers();

    void removeFromTables() {
        context.servers().remove(key, this);
        context.removeByRequest(requestKey, this);
    }

    final synchronized boolean hasTerminationListener() {
        return terminationListener != null;
    }

    @Override
    public final SipRequest request() {
        return request;
    }

    @Override
    public final Flow flow() {
        return flow;
    }

    @Override
    public final synchronized boolean isAnswered() {
        return answered;
    }

    final synchronized boolean isTerminated() {
        return terminated;
    }

    @Override
    public final String localTag() {
        return request.localTag();
    }

    @Override
    public final void onTerminated(Consumer<Throwable> action) {
        synchronized (this) {
            if (!terminated) {
                terminationListener = action;
                return;
            }
        }
        callback(() -> action.accept(failure));
    }

}
