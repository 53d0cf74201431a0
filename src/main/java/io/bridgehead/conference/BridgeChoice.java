package io.bridgehead.conference;

/**
 * The bridge a conference will use.
 *
 * @param account account chosen, null for the default
 * @param bridge name of the bridge
 * @param portAllowance how many participants may be in the call at once, at least 1
 * @param dialIn what it offers those who call it, null if it cannot be called
 */
public record BridgeChoice(String account, String bridge, int portAllowance, DialInOffer dialIn) {

    /** A bridge that cannot be called. */
    public BridgeChoice(String account, String bridge, int portAllowance) {
        this(account, bridge, portAllowance, null);
    }
}
