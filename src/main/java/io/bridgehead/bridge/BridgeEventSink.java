package io.bridgehead.bridge;

/** Where a bridge puts its events. */
@FunctionalInterface
public interface BridgeEventSink {

    /** Takes an event; returns once it is kept safely or known to change nothing, and throws if it must be offered again. */
    void accept(BridgeEvent event);
}
