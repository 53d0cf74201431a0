package io.bridgehead.webservice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.CamelContext;
import org.apache.camel.component.cxf.jaxws.CxfConsumer;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.Conduit;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.ws.addressing.EndpointReferenceType;

import io.bridgehead.test.WsdlSchema;

/** Plays HTTP towards a CXF endpoint: one POST in, what would be sent back out, which must be valid by the WSDL. */
final class CxfDriver {

    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    }

    private final Server server;
    private final WsdlSchema schema;

    CxfDriver(CamelContext camel, String route, String wsdl) {
        schema = WsdlSchema.of(wsdl);
        server = ((CxfConsumer) camel.getRoute(route).getConsumer()).getServer();
    }

    Answer post(byte[] body, String contentType, Map<String, String> headers) {
        Map<String, List<String>> protocolHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> protocolHeaders.put(name, List.of(value)));
        protocolHeaders.put("Content-Type", List.of(contentType));
        Message message = new MessageImpl();
        message.put(Message.HTTP_REQUEST_METHOD, "POST");
        message.put(Message.CONTENT_TYPE, contentType);
        message.put(Message.PROTOCOL_HEADERS, protocolHeaders);
        message.setContent(InputStream.class, new ByteArrayInputStream(body));
        Exchange exchange = new ExchangeImpl();
        BackChannel back = new BackChannel();
        exchange.setDestination(server.getDestination());
        exchange.setConduit(back);
        message.setExchange(exchange);
        server.getDestination().getMessageObserver().onMessage(message);
        Answer answer = back.answer();
        schema.accept(answer.body());
        return answer;
    }

    private static final class BackChannel implements Conduit {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Message sent;

        @Override
        public void prepare(Message message) {
            sent = message;
            message.setContent(OutputStream.class, bytes);
        }

        @Override
        public void close(Message message) throws IOException {
            message.getContent(OutputStream.class).close();
        }

        Answer answer() {
            Object status = sent.get(Message.RESPONSE_CODE);
            @SuppressWarnings("unchecked")
            Map<String, List<String>> headers = (Map<String, List<String>>) sent.getOrDefault(Message.PROTOCOL_HEADERS,
                    new HashMap<>());
            return new Answer(status instanceof Integer code ? code : 200, headers, bytes.toByteArray());
        }

        @Override
        public EndpointReferenceType getTarget() {
            return null;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }

        @Override
        public void setMessageObserver(MessageObserver observer) {
            // A back channel hears nothing.
        }

        @Override
        public MessageObserver getMessageObserver() {
            return null;
        }
    }
}
