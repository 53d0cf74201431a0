package io.bridgehead.sip;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultConsumer;
import org.jboss.logging.Logger;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;

/**
 * Makes one exchange of each received request, has it processed by the workers or, if nothing in the route blocks, at once,
 * and answers with what comes of it.
 */
final class SipExchanges {

    private static final Logger LOG = Logger.getLogger(SipExchanges.class);

    private final SipEndpoint endpoint;
    private final DefaultConsumer consumer;
    private final WireHeaders wire;
    private final ResponseWriter responses;
    private final List<String> headerNames;
    private final boolean blocking;
    /** Null until the first request; the engine is not there before. */
    private volatile Inflight.Share share;

    SipExchanges(SipEndpoint endpoint, DefaultConsumer consumer) {
        this.endpoint = endpoint;
        this.consumer = consumer;
        this.wire = new WireHeaders(endpoint.getHeaderFilterStrategy());
        this.responses = new ResponseWriter(wire);
        this.headerNames = endpoint.headerNames();
        this.blocking = endpoint.getConfiguration().isBlocking();
    }

    /** Never blocks; called on the stack's threads. */
    void receive(ServerTransaction transaction) {
        SipEngine engine = endpoint.getComponent().engine();
        Inflight.Work work = share(engine).begin();
        if (work == null) {
            // Nothing is kept of it: whoever repeats it is either refused as cheaply again or taken.
            transaction.respondStateless(
                    (SipResponse) transaction.request().createResponse(503).setHeader(SipHeader.RETRY_AFTER, "5"));
            return;
        }
        if (!blocking) {
            process(transaction, work);
            return;
        }
        try {
            engine.workers().execute(() -> process(transaction, work));
        } catch (RejectedExecutionException e) {
            work.done();
            transaction.respond(503);
        }
    }

    private Inflight.Share share(SipEngine engine) {
        Inflight.Share known = share;
        if (known == null) {
            synchronized (this) {
                known = share == null ? engine.inflight().share() : share;
                share = known;
            }
        }
        return known;
    }

    private void process(ServerTransaction transaction, Inflight.Work work) {
        Exchange exchange;
        try {
            exchange = consumer.createExchange(false);
            exchange.setPattern(ExchangePattern.InOut);
            SipMessage message = new SipMessage(endpoint.getCamelContext(), transaction, work);
            message.attachTo(exchange);
            wire.copyIn(transaction.request(), headerNames, exchange, message);
        } catch (SipParseException e) {
            work.done();
            transaction.respond(e.status(), e.getMessage());
            return;
        } catch (RuntimeException e) {
            // Counted down here or never: requests that count for ever would end in 503 for everybody.
            work.done();
            LOG.errorf(e, "No exchange could be made of %s; it is answered 500", transaction.request());
            transaction.respond(500);
            return;
        }
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            work.done();
            try {
                responses.respond(exchange, transaction);
            } finally {
                consumer.releaseExchange(exchange, false);
            }
        });
    }
}
