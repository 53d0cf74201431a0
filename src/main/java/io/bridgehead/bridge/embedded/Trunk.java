package io.bridgehead.bridge.embedded;

import io.bridgehead.sip.transport.Destination;

/**
 * The way into the telephone network: a SIP gateway or provider to which numbers are sent.
 *
 * @param destination where its INVITEs are sent
 * @param domain host part of the addresses dialled there
 * @param callerNumber the number shown to those called, {@code null} for the bridge's own address
 * @param user user name for digest challenges, {@code null} if the trunk knows us by our address
 * @param password belonging to {@code user}
 * @param callsPerSecond how many calls are begun in a second at most, 1 to 1000; providers refuse more than agreed
 */
public record Trunk(Destination destination, String domain, String callerNumber, String user, String password,
        int callsPerSecond) {

    /** Checks the range. */
    public Trunk {
        if (callsPerSecond < 1 || callsPerSecond > 1000) {
            throw new IllegalArgumentException("A trunk takes 1 to 1000 calls per second, not " + callsPerSecond);
        }
    }

    /** Without secrets and numbers. */
    @Override
    public String toString() {
        return "Trunk[" + destination + "]";
    }
}
