package io.bridgehead.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.proxy.ForwardOptions;
import io.bridgehead.sip.proxy.ProxyTarget;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Target;

/** Forwards the request that began the exchange to the targets that the route has located. */
public class SipRelayProducer extends DefaultAsyncProducer {

    private static final int FLOW_FAILED = 430;

    /** What belongs to an answer that the route passes on: without these its receiver could not do better next time. */
    private static final Map<Integer, List<String>> EXPLAINING = Map.of(401, List.of(SipHeader.WWW_AUTHENTICATE), 407,
            List.of(SipHeader.PROXY_AUTHENTICATE), 405, List.of(SipHeader.ALLOW), 413, List.of(SipHeader.RETRY_AFTER), 415,
            List.of("Accept", "Accept-Encoding", "Accept-Language"), 420, List.of(SipHeader.UNSUPPORTED), 486,
            List.of(SipHeader.RETRY_AFTER));

    private final SipEndpoint endpoint;
    private final WireHeaders wire;
    private final List<String> removeHeaders;

    SipRelayProducer(SipEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.wire = new WireHeaders(endpoint.getHeaderFilterStrategy());
        this.removeHeaders = WireHeaders.names(endpoint.getConfiguration().getRemoveHeaders());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<SipResponse> result;
        try {
            result = forward(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        SipMessage.waitsForPeer(exchange);
        BiConsumer<SipResponse, Throwable> goOn = (response, failure) -> {
            if (failure != null) {
                exchange.setException(failure);
            } else {
                take(response, exchange);
            }
            callback.done(false);
        };
        if (endpoint.getConfiguration().isBlocking()) {
            result.whenCompleteAsync(goOn, endpoint.getComponent().engine().workers());
        } else {
            result.whenComplete(goOn);
        }
        return false;
    }

    private CompletableFuture<SipResponse> forward(Exchange exchange) {
        ServerTransaction transaction = SipMessage.transactionOf(exchange);
        if (transaction == null) {
            throw new IllegalStateException("sip:relay forwards only exchanges that began with a SIP request");
        }
        SipConfiguration options = endpoint.getConfiguration();
        List<RelayTarget> wanted = targets(exchange.getIn());
        List<ProxyTarget> reachable = new ArrayList<>();
        for (RelayTarget target : wanted) {
            reach(target).ifPresent(reachable::add);
        }
        if (reachable.isEmpty() && !wanted.isEmpty()) {
            SipResponse lost = transaction.request().createResponse(FLOW_FAILED, "Flow Failed");
            if (options.isRespond()) {
                transaction.respond(lost);
            }
            return CompletableFuture.completedFuture(lost);
        }
        return endpoint.getComponent().engine().proxy().forward(transaction, reachable, new ForwardOptions(options.isRespond(),
                removeHeaders, wire.outgoing(exchange.getIn()), options.getForking(),
                Duration.ofMillis(options.getPatience())));
    }

    private static List<RelayTarget> targets(Message in) {
        List<RelayTarget> targets = new ArrayList<>();
        Object value = in.getHeader(SipConstants.TARGETS);
        for (Object target : value instanceof Iterable<?> several ? several : List.of(value == null ? List.of() : value)) {
            if (target instanceof RelayTarget relayTarget) {
                targets.add(relayTarget);
            }
        }
        return targets;
    }

    /** Empty if the target's connection is gone or its contact cannot be read. */
    private Optional<ProxyTarget> reach(RelayTarget target) {
        try {
            SipUri contact = SipUri.parse(target.contact());
            if (target.flow() == null) {
                return Optional.of(new ProxyTarget(contact, null, target.path(), target.quality()));
            }
            SipStack stack = endpoint.getComponent().engine().node().stack();
            return stack.flow(target.flow()).filter(Flow::isOpen).map(Target.class::cast)
                    .map(flow -> new ProxyTarget(contact, flow, target.path(), target.quality()));
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    private static void take(SipResponse response, Exchange exchange) {
        Message message = exchange.getMessage();
        WireHeaders.consume(message);
        EXPLAINING.getOrDefault(response.status(), List.of()).forEach(name -> {
            List<String> values = response.headers(name);
            if (!values.isEmpty()) {
                message.setHeader(SipConstants.HEADER_PREFIX + name, values);
            }
        });
        message.setHeader(SipConstants.RESPONSE_CODE, response.status());
        message.setHeader(SipConstants.RESPONSE_REASON, response.reason());
    }
}
