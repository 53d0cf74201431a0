package io.bridgehead.conference;

/**
 * The bridge a conference will use.
 *
 * @param account account chosen, null for the default
 * @param bridge name of the bridge
 * @param portAllowance how many participants may be in the call at once, at least 1
 */
public record BridgeChoice(String account, String bridge, int portAllowance) {
}
