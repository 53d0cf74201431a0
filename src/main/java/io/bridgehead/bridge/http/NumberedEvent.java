package io.bridgehead.bridge.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.bridgehead.bridge.BridgeEvent;

/**
 * An event with its place among all events of its bridge.
 *
 * @param number from 1, rising by one with each event of the bridge, whatever conference it is about
 */
public record NumberedEvent(long number, BridgeEvent event) {

    public NumberedEvent {
        if (number < 1 || event == null) {
            throw new IllegalArgumentException("Not a numbered event");
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.putAll(event.toJson());
        return json;
    }
}
