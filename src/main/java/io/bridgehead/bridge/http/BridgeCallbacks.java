package io.bridgehead.bridge.http;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.ConferenceService;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The steps of the route by which bridges report over HTTP. Nothing is parsed before it is known whom it is from. */
@RegisterForReflection
public final class BridgeCallbacks {

    /** The largest body, in bytes; more than 100 events of full length need. */
    public static final int MAX_BODY = 256 * 1024;

    private static final Logger LOG = Logger.getLogger(BridgeCallbacks.class);
    private static final String BRIDGE = "callbackOf";
    private static final String BATCH = "callbackBatch";
    private static final Pattern PATH = Pattern.compile("/bridges/([a-z][a-z0-9-]{0,30})/events");
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final HttpBridges bridges;
    private final BridgeWatch watch;
    private final ConferenceService conferences;
    private final ObjectMapper json;

    public BridgeCallbacks(HttpBridges bridges, BridgeWatch watch, ConferenceService conferences, ObjectMapper json) {
        this.bridges = bridges;
        this.watch = watch;
        this.conferences = conferences;
        this.json = json;
    }

    /**
     * Finds out which bridge it is that speaks, and reads what it says.
     *
     * @return its events that were not taken before
     * @throws CallbackRefusedException if it is none of ours, is no batch of events, or is about somebody else's conference
     */
    public List<NumberedEvent> newEvents(Exchange exchange) {
        Message request = exchange.getMessage();
        HttpBridge bridge = sender(request);
        byte[] body = request.getBody(byte[].class);
        verify(bridge, request, body == null ? new byte[0] : body);
        EventBatch batch = read(body == null ? new byte[0] : body);
        requireOwnConferences(bridge, batch);
        bridges.heard(bridge);
        exchange.setVariable(BRIDGE, bridge);
        exchange.setVariable(BATCH, batch);
        return batch.events().stream().filter(event -> bridge.numbers().isNew(batch.epoch(), event.number())).toList();
    }

    /** Gives the event without its number to the next step. */
    public BridgeEvent event(NumberedEvent event) {
        return event.event();
    }

    /** All events of the batch are kept: remembers their numbers, asks for those that are missing, answers 204. */
    public void taken(Exchange exchange) {
        HttpBridge bridge = exchange.getVariable(BRIDGE, HttpBridge.class);
        EventBatch batch = exchange.getVariable(BATCH, EventBatch.class);
        batch.events().forEach(event -> bridge.numbers().note(batch.epoch(), event.number()));
        bridge.numbers().keep();
        if (bridge.numbers().gap().isPresent()) {
            watch.ask(bridge);
        }
        answer(exchange, 204, null);
    }

    /** Answers what failed: a refusal with its status, anything else is our own trouble and the batch may come again. */
    public void refuse(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof CallbackRefusedException refusal) {
            LOG.warnf("Events for %s refused (%d): %s", exchange.getMessage().getHeader(Exchange.HTTP_PATH), refusal.status(),
                    refusal.getMessage());
            answer(exchange, refusal.status(), json.writeValueAsString(Map.of("error", refusal.getMessage())));
        } else {
            LOG.warnf("Events of a bridge could not be kept, it is to offer them again: %s", failure);
            answer(exchange, 503, json.writeValueAsString(Map.of("error", "Not now. Offer it again.")));
            exchange.getMessage().setHeader("Retry-After", "5");
        }
    }

    private HttpBridge sender(Message request) {
        Matcher path = PATH.matcher(request.getHeader(Exchange.HTTP_PATH, "", String.class));
        if (!path.matches()) {
            throw new CallbackRefusedException(404, "No such bridge");
        }
        return bridges.find(path.group(1)).orElseThrow(() -> new CallbackRefusedException(404, "No such bridge"));
    }

    private static void verify(HttpBridge bridge, Message request, byte[] body) {
        if (body.length > MAX_BODY) {
            throw new CallbackRefusedException(413, "At most " + MAX_BODY + " bytes");
        }
        try {
            bridge.signature().verify(request.getHeader(WebhookSignature.ID, String.class),
                    request.getHeader(WebhookSignature.TIMESTAMP, String.class),
                    request.getHeader(WebhookSignature.SIGNATURE, String.class), body, Instant.now());
        } catch (InvalidSignatureException e) {
            throw new CallbackRefusedException(401, e.getMessage());
        }
    }

    private EventBatch read(byte[] body) {
        try {
            Map<String, Object> read = json.readValue(body, OBJECT);
            if (read == null) {
                throw new CallbackRefusedException(400, "Not a JSON object");
            }
            return EventBatch.fromJson(read);
        } catch (IOException e) {
            throw new CallbackRefusedException(400, "Not a JSON object");
        } catch (IllegalArgumentException e) {
            throw new CallbackRefusedException(400, e.getMessage());
        }
    }

    private void requireOwnConferences(HttpBridge bridge, EventBatch batch) {
        Map<String, Boolean> own = new HashMap<>();
        for (NumberedEvent event : batch.events()) {
            if (!own.computeIfAbsent(event.event().conferenceId(), id -> isOn(conferences, id, bridge))) {
                throw new CallbackRefusedException(404, "Event " + event.number() + ": no such conference on this bridge");
            }
        }
    }

    static boolean isOn(ConferenceService conferences, String conference, HttpBridge bridge) {
        return conferences.bridgeOf(conference).filter(bridge.name()::equals).isPresent();
    }

    private static void answer(Exchange exchange, int status, String body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (body != null) {
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        exchange.getMessage().setBody(body);
    }
}
