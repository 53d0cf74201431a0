package io.bridgehead.conference;

/** Which bridge serves whom. */
public interface BridgeSelection {

    /**
     * The bridge for a user and an account.
     *
     * @param account null for the user's default
     * @throws UnknownAccountException if there is no such account, or not for this user
     */
    BridgeChoice choose(String user, String account);

    /** Whether the bridge is believed to work. */
    boolean available(String bridge);
}
