package io.bridgehead.bridge.conformance;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;

/** An event and when it came in. */
record SeenEvent(BridgeEvent event, Instant arrived) {

    /** Whether it says that its call is over. */
    boolean isEnd() {
        return event.kind() == BridgeEventKind.LEFT || event.kind() == BridgeEventKind.REFUSED;
    }

    /** In words of the contract: {@code refused SIP 486}. */
    String words() {
        String cause = event.cause() == null ? "" : " " + event.cause().source() + " " + event.cause().code();
        return event.kind().word() + cause;
    }

    /** Several in words, in the order they came. */
    static String words(List<SeenEvent> events) {
        return events.isEmpty() ? "nothing" : events.stream().map(SeenEvent::words).collect(Collectors.joining(", "));
    }
}
