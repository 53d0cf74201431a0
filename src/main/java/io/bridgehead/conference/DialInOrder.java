package io.bridgehead.conference;

/**
 * What an order about people who call says besides.
 *
 * @param pin only for {@link BridgeOrder.Kind#ADMIT}; empty: nobody else is admitted
 * @param call the bridge's own name of the call, only for {@link BridgeOrder.Kind#JOIN} and {@link BridgeOrder.Kind#TURN_AWAY}
 * @param reason only for {@link BridgeOrder.Kind#TURN_AWAY}
 */
public record DialInOrder(String pin, String call, TurnAwayReason reason) {

    /** Says nothing: the PIN is a secret. */
    @Override
    public String toString() {
        return "DialInOrder";
    }
}
