package io.bridgehead.bridge.folder;

import java.io.IOException;
import java.util.Map;

import org.apache.camel.Body;
import org.apache.camel.Exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.ConferenceService;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Between the JSON of the contract and its Java form, for routes that a bridge's file brings itself. */
@RegisterForReflection
public final class BridgeContractSteps {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final ObjectMapper json;
    private final ConferenceService conferences;

    public BridgeContractSteps(ObjectMapper json, ConferenceService conferences) {
        this.json = json;
        this.conferences = conferences;
    }

    /** A command as JSON. */
    public String toJson(@Body BridgeCommand command) throws JsonProcessingException {
        return json.writeValueAsString(command.toJson());
    }

    /**
     * An event out of JSON, for {@code direct:bridge-events}.
     *
     * @throws IllegalArgumentException if it is none, or about a conference that is not on the bridge whose route this is
     */
    public BridgeEvent toEvent(Exchange exchange, @Body String text) throws IOException {
        Map<String, Object> read = json.readValue(text, OBJECT);
        BridgeEvent event = BridgeEvent.fromJson(read == null ? Map.of() : read);
        String bridge = exchange.getFromRouteId().replaceFirst("^bridge-", "").replaceFirst("\\..*", "");
        if (conferences.bridgeOf(event.conferenceId()).filter(bridge::equals).isEmpty()) {
            throw new IllegalArgumentException("An event about a conference that is not on the bridge " + bridge);
        }
        return event;
    }
}
