package io.bridgehead.bridge;

import java.util.Set;

/**
 * An account conferences are held on.
 *
 * @param name what a command may select it by
 * @param bridge the bridge that serves it
 * @param users addresses of record of those who may use it; empty: everybody
 * @param portAllowance participants in a call at once, at least 2
 */
public record BridgeAccount(String name, String bridge, Set<String> users, int portAllowance) {

    public BridgeAccount {
        users = Set.copyOf(users);
        if (portAllowance < 2) {
            throw new IllegalArgumentException("Account " + name + ": a conference needs at least 2 ports");
        }
    }

    boolean open(String user) {
        return users.isEmpty() || users.contains(user);
    }
}
