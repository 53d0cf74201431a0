package io.bridgehead.webservice;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultConsumer;

import io.bridgehead.test.WsdlSchema;

/** Plays HTTP towards a web service's route: one POST in, what would be sent back out, which must be valid by the WSDL. */
final class HttpDriver {

    record Answer(int status, Map<String, Object> headers, byte[] body) {
    }

    private final DefaultConsumer service;
    private final WsdlSchema schema;

    HttpDriver(CamelContext camel, String route, String wsdl) {
        service = (DefaultConsumer) camel.getRoute(route).getConsumer();
        schema = WsdlSchema.of(wsdl);
    }

    Answer post(byte[] body, String contentType, Map<String, ?> headers) {
        Exchange exchange = service.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
        headers.forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(body);
        try {
            service.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw new AssertionError("The route let a failure through", exchange.getException());
        }
        Message out = exchange.getMessage();
        Answer answer = new Answer(out.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class), new HashMap<>(out.getHeaders()),
                out.getBody(byte[].class));
        schema.accept(answer.body());
        return answer;
    }

    /** An HTTP server without a network. */
    static PlatformHttpEngine engine() {
        return new PlatformHttpEngine() {
            @Override
            public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
                return new WebConsumer(endpoint, processor);
            }

            @Override
            public int getServerPort() {
                return 0;
            }
        };
    }

    private static final class WebConsumer extends DefaultConsumer implements PlatformHttpConsumer {

        WebConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }
    }
}
