package io.bridgehead.sip;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;

/** Sends requests as a user and waits, without a thread, for the final response. */
public class SipUserAgentProducer extends DefaultAsyncProducer {

    private final SipEndpoint endpoint;
    private final WireHeaders wire;
    private SharedAgents.Shared shared;

    SipUserAgentProducer(SipEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.wire = new WireHeaders(endpoint.getHeaderFilterStrategy());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shared = endpoint.getComponent().engine().agents().acquire(endpoint.userAgentConfig());
    }

    @Override
    protected void doStop() throws Exception {
        if (shared != null) {
            SharedAgents.Shared stopping = shared;
            shared = null;
            endpoint.getComponent().ifRunning(engine -> engine.agents().release(stopping));
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        SipRequest request;
        try {
            request = request(exchange.getIn());
        } catch (InvalidPayloadException | RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        shared.agent().send(request).whenCompleteAsync((response, failure) -> {
            if (failure != null) {
                exchange.setException(failure);
            } else {
                take(request, response, exchange);
            }
            callback.done(false);
        }, endpoint.getComponent().engine().workers());
        return false;
    }

    private SipRequest request(Message in) throws InvalidPayloadException {
        SipConfiguration options = endpoint.getConfiguration();
        String to = in.getHeader(SipConstants.TO, options.getTo(), String.class);
        if (to == null) {
            throw new IllegalArgumentException("Neither the header CamelSipTo nor the option to says whom to send to");
        }
        String method = in.getHeader(SipConstants.METHOD, options.getMethod(), String.class);
        SipRequest request = shared.agent().request(method, SipUri.parse(to));
        wire.outgoing(in).forEach((name, lines) -> lines.forEach(line -> request.addHeader(name, line)));
        if (in.getBody() != null) {
            request.setBody(in.getHeader(SipConstants.CONTENT_TYPE, options.getContentType(), String.class),
                    in.getMandatoryBody(byte[].class));
        }
        return request;
    }

    private void take(SipRequest request, SipResponse response, Exchange exchange) {
        if (!response.isSuccess() && endpoint.getConfiguration().isThrowExceptionOnFailure()) {
            exchange.setException(new SipRequestFailedException(request.method(), response.status(), response.reason()));
        }
        Message message = exchange.getMessage();
        WireHeaders.consume(message);
        message.setHeader(SipConstants.RESPONSE_CODE, response.status());
        message.setHeader(SipConstants.RESPONSE_REASON, response.reason());
        message.setHeader(SipConstants.CALL_ID, request.callId());
        message.removeHeader(SipConstants.CONTENT_TYPE);
        if (response.contentType() != null) {
            message.setHeader(SipConstants.CONTENT_TYPE, response.contentType());
        }
        message.setBody(response.bodyLength() == 0 ? null : response.body());
        wire.copyIn(response, endpoint.headerNames(), exchange, message);
    }
}
