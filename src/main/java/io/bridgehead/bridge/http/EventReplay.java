package io.bridgehead.bridge.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events a bridge gives once more: the answer to {@code GET {url}/events?after=N}.
 *
 * @param epoch as in {@link EventBatch}
 * @param events those after N that the bridge still keeps, the oldest first, {@value EventBatch#MAX_EVENTS} at most; ask again
 *        for more
 * @param last the number of the bridge's newest event, 0 if there was none
 * @param unreadable how many of the answer's events were none
 */
public record EventReplay(String epoch, List<NumberedEvent> events, long last, int unreadable) {

    public EventReplay {
        events = List.copyOf(events);
        if (last < 0 || events.size() > EventBatch.MAX_EVENTS) {
            throw new IllegalArgumentException("Not a replay of events");
        }
    }

    /** What a bridge answers. */
    public static EventReplay of(String epoch, List<NumberedEvent> events, long last) {
        return new EventReplay(epoch, events, last, 0);
    }

    /** The answer as a JSON object. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!epoch.isEmpty()) {
            json.put("epoch", epoch);
        }
        json.put("events", events.stream().map(NumberedEvent::toJson).toList());
        json.put("last", last);
        return json;
    }

    /**
     * Reads {@link #toJson()}. An event that is none is counted and left out: asked again, the bridge would send the same.
     *
     * @throws IllegalArgumentException if it is no such answer
     */
    public static EventReplay fromJson(Map<String, ?> json) {
        if (!(json.get("events") instanceof List<?> all) || all.size() > EventBatch.MAX_EVENTS) {
            throw new IllegalArgumentException("A replay has a list of at most " + EventBatch.MAX_EVENTS + " events");
        }
        List<NumberedEvent> events = new ArrayList<>();
        int unreadable = 0;
        for (Object one : all) {
            try {
                events.add(EventBatch.event(one));
            } catch (IllegalArgumentException e) {
                unreadable++;
            }
        }
        return new EventReplay(EventBatch.epoch(json), events, EventBatch.number(json.get("last")), unreadable);
    }
}
