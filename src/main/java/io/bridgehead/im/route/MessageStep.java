package io.bridgehead.im.route;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

import io.bridgehead.im.MessageIntake;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.SipMessage;

/**
 * A step of a route that never blocks the thread it is called by, which may be an event loop. What one connection sent passes
 * it in order, also while a worker has some of it.
 */
final class MessageStep extends AsyncProcessorSupport {

    private static final int RETRY_AFTER = 1;

    private final Function<Exchange, CompletionStage<Void>> action;
    private final Predicate<Exchange> mayBlock;
    private final InOrder inOrder = new InOrder();

    private MessageStep(Function<Exchange, CompletionStage<Void>> action, Predicate<Exchange> mayBlock) {
        this.action = action;
        this.mayBlock = mayBlock;
    }

    /** Does something at once; it must not block. */
    static MessageStep atOnce(Consumer<Exchange> action) {
        return atOnceOrByWorker(action, exchange -> false);
    }

    /** Does something at once or, where it may block, by a worker. */
    static MessageStep atOnceOrByWorker(Consumer<Exchange> action, Predicate<Exchange> mayBlock) {
        return new MessageStep(exchange -> {
            action.accept(exchange);
            return null;
        }, mayBlock);
    }

    /** Begins something that ends later; the beginning may only block where the predicate says so. */
    static MessageStep waiting(Function<Exchange, CompletionStage<Void>> action, Predicate<Exchange> mayBlock) {
        return new MessageStep(action, mayBlock);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        // Of requests without a connection none follows another.
        Object source = SipMessage.flowOf(exchange).map(Object.class::cast).orElse(exchange);
        if (!inOrder.isBusy(source) && !mayBlock.test(exchange)) {
            return run(exchange, callback, true);
        }
        Executor workers = exchange.getContext().getComponent("sip", SipComponent.class).workers();
        try {
            inOrder.execute(source, () -> run(exchange, callback, false), workers);
            return false;
        } catch (RejectedExecutionException e) {
            exchange.setException(new ServiceUnavailableException(RETRY_AFTER));
            callback.done(true);
            return true;
        }
    }

    private boolean run(Exchange exchange, AsyncCallback callback, boolean sync) {
        CompletionStage<Void> outcome;
        try {
            outcome = action.apply(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            outcome = null;
        }
        if (outcome == null) {
            callback.done(sync);
            return sync;
        }
        outcome.whenComplete((done, failure) -> {
            if (failure != null) {
                exchange.setException(MessageIntake.cause(failure));
            }
            callback.done(false);
        });
        return false;
    }
}
