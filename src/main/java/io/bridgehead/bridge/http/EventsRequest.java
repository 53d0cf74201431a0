package io.bridgehead.bridge.http;

/**
 * Asks a bridge for the events after one; also whether the bridge is there at all. The route of the bridge answers with an
 * {@link EventReplay}, or with null if the bridge keeps none.
 *
 * @param after number of the last event known, 0 if none is
 */
public record EventsRequest(long after) {
}
