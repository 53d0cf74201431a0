package io.bridgehead.bridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.Cause;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the route template {@code http-bridge} calls: makes a signed request of a command, and sense of the answer. The variable
 * {@value #NAME} says which bridge it is.
 */
@RegisterForReflection
public final class HttpBridgeSteps {

    /** Variable with the name of the bridge. */
    static final String NAME = "bridgeName";
    /** Variable with what was sent. */
    static final String SENT = "sentToBridge";
    /** Variable that is true if the bridge will never do what it was told; the body is the event that says so, or null. */
    static final String REFUSED = "refusedByBridge";

    private static final Logger LOG = Logger.getLogger(HttpBridgeSteps.class);
    private static final Set<Integer> NEVER = Set.of(400, 409, 413, 415, 422);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final HttpBridges bridges;
    private final ObjectMapper json;

    public HttpBridgeSteps(HttpBridges bridges, ObjectMapper json) {
        this.bridges = bridges;
        this.json = json;
    }

    /**
     * Makes the body, a {@link BridgeCommand} or an {@link EventsRequest}, the request that carries it.
     *
     * @throws BridgeUnavailableException if the bridge counts as gone; questions go out all the same
     */
    public void sign(Exchange exchange) throws JsonProcessingException {
        HttpBridge bridge = bridge(exchange);
        Message message = exchange.getMessage();
        Object sent = message.getBody();
        exchange.setVariable(SENT, sent);
        message.removeHeaders("*");
        byte[] body = new byte[0];
        String id;
        if (sent instanceof EventsRequest request) {
            id = UUID.randomUUID().toString();
            message.setHeader(Exchange.HTTP_METHOD, "GET");
            message.setHeader(Exchange.HTTP_PATH, "/events");
            message.setHeader(Exchange.HTTP_QUERY, "after=" + request.after());
            message.setBody(null);
        } else {
            bridge.requireThere();
            BridgeCommand command = (BridgeCommand) sent;
            id = command.id();
            body = json.writeValueAsBytes(command.toJson());
            message.setHeader(Exchange.HTTP_METHOD, "PUT");
            message.setHeader(Exchange.HTTP_PATH, "/commands/" + id);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(body);
        }
        Instant now = Instant.now();
        message.setHeader(WebhookSignature.ID, id);
        message.setHeader(WebhookSignature.TIMESTAMP, WebhookSignature.seconds(now));
        message.setHeader(WebhookSignature.SIGNATURE, bridge.signature().sign(id, now, body));
    }

    /**
     * Takes the answer: the body becomes {@link BridgeLegs} or {@link EventReplay} where such was asked for and given,
     * otherwise what was sent, or null for events of which the bridge keeps none.
     *
     * @throws IOException if the bridge has not taken it but may do so later
     */
    public void readAnswer(Exchange exchange) throws IOException {
        HttpBridge bridge = bridge(exchange);
        Object sent = exchange.getVariable(SENT);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] answer = body(exchange.getMessage());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(sent);
        boolean ok = status >= 200 && status < 300;
        boolean question = sent instanceof EventsRequest || sent instanceof BridgeCommand.ListLegs;
        boolean unknown = FailureWords.UNKNOWN.contains(status);
        if (!ok && !NEVER.contains(status) && !(question && unknown) || unknown && bridge.knowsNothing()) {
            bridge.answered(unknown);
            throw new IOException(FailureWords.of(status));
        }
        if (unknown && sent instanceof EventsRequest && bridge.keepsNone()) {
            LOG.infof("Bridge %s keeps no events: it answered %d to GET /events below its url", bridge.name(), status);
        }
        bridges.heard(bridge);
        if (question) {
            exchange.getMessage().setBody(answered(bridge, sent, ok ? answer : new byte[0]));
        } else if (!ok) {
            refused(exchange, bridge, (BridgeCommand) sent, status, answer);
        }
    }

    private Object answered(HttpBridge bridge, Object sent, byte[] answer) {
        Object none = sent instanceof EventsRequest ? null : sent;
        if (answer.length == 0) {
            return none;
        }
        try {
            Map<String, Object> read = read(answer);
            return sent instanceof EventsRequest ? EventReplay.fromJson(read) : BridgeLegs.fromJson(read);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf(
                    "Bridge %s answered what the contract does not know when asked for its %s, so its answer counts as none: %s",
                    bridge.name(), sent instanceof EventsRequest ? "events" : "calls",
                    e instanceof IOException ? "not a JSON object" : e.getMessage());
            return none;
        }
    }

    private void refused(Exchange exchange, HttpBridge bridge, BridgeCommand command, int status, byte[] answer) {
        String why = Cause.bridge(reason(answer)).text();
        LOG.errorf("Bridge %s refused %s for ever (%d): %s", bridge.name(), command.id(), status, why);
        if (command instanceof BridgeCommand.Dial dial) {
            Cause cause = Cause.bridge("The bridge refused the call" + (why.isEmpty() ? "" : ": " + why));
            exchange.setVariable(REFUSED, true);
            exchange.getMessage().setBody(BridgeEvent.of(BridgeEventKind.REFUSED, dial.leg(), Instant.now(), 0, cause));
        }
    }

    private String reason(byte[] answer) {
        try {
            return read(answer).get("error") instanceof String text ? text : "";
        } catch (IOException e) {
            return "";
        }
    }

    private Map<String, Object> read(byte[] answer) throws IOException {
        Map<String, Object> read = json.readValue(answer, OBJECT);
        return read == null ? Map.of() : read;
    }

    /**
     * Nothing was taken: counts the failure.
     *
     * @throws BridgeUnavailableException if the bridge counts as gone
     * @throws IOException otherwise, so that a command comes again
     */
    public void noteFailure(Exchange exchange) throws IOException {
        HttpBridge bridge = bridge(exchange);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String why = FailureWords.of(failure);
        bridges.failed(bridge, why);
        if (exchange.getVariable(SENT) instanceof BridgeCommand) {
            bridge.requireThere();
        }
        throw new IOException("Bridge " + bridge.name() + ": " + why);
    }

    private HttpBridge bridge(Exchange exchange) {
        return bridges.find(exchange.getVariable(NAME, String.class)).orElseThrow(BridgeUnavailableException::new);
    }

    /** Never large: {@link BoundedAnswers} sees to that. */
    private static byte[] body(Message message) throws IOException {
        Object body = message.getBody();
        if (body instanceof InputStream stream) {
            return stream.readAllBytes();
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }
}
