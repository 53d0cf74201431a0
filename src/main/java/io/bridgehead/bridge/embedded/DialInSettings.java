package io.bridgehead.bridge.embedded;

import io.bridgehead.sip.transport.Networks;

/**
 * How the bridge in the box can be called: at its own user by everybody the IM server lets through, and at a telephone number
 * through the trunk.
 *
 * @param number the number that the trunk brings to us, {@code null} if there is none
 * @param trunk where the trunk calls from; calls from elsewhere are refused
 */
public record DialInSettings(String number, Networks trunk) {

    /** Without the number. */
    @Override
    public String toString() {
        return "DialInSettings";
    }
}
