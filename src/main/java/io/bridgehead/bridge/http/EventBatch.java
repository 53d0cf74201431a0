package io.bridgehead.bridge.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.bridgehead.bridge.BridgeEvent;

/**
 * Events on their way from a bridge to Bridgehead: the body of {@code POST /bridges/{name}/events}.
 *
 * @param epoch changes when the bridge's numbering starts anew; empty if the bridge never does that
 * @param events 1 to {@value #MAX_EVENTS}, their numbers rising by one
 */
public record EventBatch(String epoch, List<NumberedEvent> events) {

    /** The most that travel together. */
    public static final int MAX_EVENTS = 100;

    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9_.:-]{0,64}");

    public EventBatch {
        events = List.copyOf(events);
        if (!EPOCH.matcher(epoch).matches()) {
            throw new IllegalArgumentException(
                    "An epoch has at most 64 letters, digits, dots, colons, hyphens and underscores");
        }
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException("A batch has 1 to " + MAX_EVENTS + " events");
        }
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).number() != events.get(0).number() + i) {
                throw new IllegalArgumentException("The numbers of the events must rise by one");
            }
        }
    }

    /** The number of the first event. */
    public long first() {
        return events.get(0).number();
    }

    /** The number of the last event. */
    public long last() {
        return events.get(events.size() - 1).number();
    }

    /** The batch as a JSON object. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!epoch.isEmpty()) {
            json.put("epoch", epoch);
        }
        json.put("events", events.stream().map(NumberedEvent::toJson).toList());
        return json;
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException if it is no batch, or one of its events is none; says which
     */
    public static EventBatch fromJson(Map<String, ?> json) {
        if (!(json.get("events") instanceof List<?> all) || all.size() > MAX_EVENTS) {
            throw new IllegalArgumentException("A batch has 1 to " + MAX_EVENTS + " events");
        }
        List<NumberedEvent> events = new ArrayList<>();
        for (Object one : all) {
            events.add(event(one));
        }
        return new EventBatch(epoch(json), events);
    }

    static String epoch(Map<String, ?> json) {
        Object epoch = json.get("epoch");
        if (epoch == null) {
            return "";
        }
        if (epoch instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The epoch must be a string");
    }

    static NumberedEvent event(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("An event must be an object");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        map.forEach((key, member) -> json.put(String.valueOf(key), member));
        long number = number(json.get("number"));
        try {
            return new NumberedEvent(number, BridgeEvent.fromJson(json));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Event " + number + ": " + e.getMessage(), e);
        }
    }

    static long number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("Each event needs a whole number");
    }
}
