package io.bridgehead.bridge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.bridgehead.conference.BridgeChoice;
import io.bridgehead.conference.BridgeSelection;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.DialInOffer;
import io.bridgehead.conference.UnknownAccountException;

/**
 * The bridges there are, and which account uses which. Names come from configuration only and are checked here, so that nothing
 * a message says can ever become part of an endpoint's name.
 */
public final class BridgeCatalog implements BridgeSelection {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private final Set<String> bridges;
    private final String defaultBridge;
    private final Map<String, BridgeAccount> accounts = new LinkedHashMap<>();
    private final Map<String, DialInOffer> dialIn;
    private final Set<String> down = ConcurrentHashMap.newKeySet();

    /**
     * @param bridges names of all bridges, lower-case letters, digits and hyphens
     * @param defaultBridge the one used without an account
     * @param accounts accounts people may select
     * @param dialIn what bridges that can be called offer, by name
     * @throws IllegalArgumentException if a name is malformed, unknown or there twice
     */
    public BridgeCatalog(Set<String> bridges, String defaultBridge, List<BridgeAccount> accounts,
            Map<String, DialInOffer> dialIn) {
        this.bridges = Set.copyOf(bridges);
        this.bridges.forEach(BridgeCatalog::checkName);
        this.defaultBridge = known(defaultBridge);
        this.dialIn = Map.copyOf(dialIn);
        for (BridgeAccount account : accounts) {
            known(account.bridge());
            if (this.accounts.put(account.name(), account) != null) {
                throw new IllegalArgumentException("Account " + account.name() + " is there twice");
            }
        }
    }

    @Override
    public BridgeChoice choose(String user, String account) {
        if (account == null || account.isBlank()) {
            return new BridgeChoice(null, defaultBridge, ConferencePolicy.DEFAULT_PORT_ALLOWANCE,
                    dialIn.get(defaultBridge));
        }
        BridgeAccount found = accounts.get(account);
        if (found == null || !found.open(user)) {
            throw new UnknownAccountException();
        }
        return new BridgeChoice(found.name(), found.bridge(), found.portAllowance(), dialIn.get(found.bridge()));
    }

    @Override
    public boolean available(String bridge) {
        return bridges.contains(bridge) && !down.contains(bridge);
    }

    /** Notes that a bridge works, or does not. Unknown names are ignored. */
    public void mark(String bridge, boolean available) {
        if (available) {
            down.remove(bridge);
        } else if (bridges.contains(bridge)) {
            down.add(bridge);
        }
    }

    /** The Camel endpoint of a bridge: {@code direct:bridge-<name>}. */
    public String endpoint(String bridge) {
        return "direct:bridge-" + known(bridge);
    }

    /** Names of all bridges. */
    public Set<String> bridges() {
        return bridges;
    }

    private String known(String bridge) {
        if (bridge == null || !bridges.contains(bridge)) {
            throw new IllegalArgumentException("Unknown bridge");
        }
        return bridge;
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Bridge names are lower-case letters, digits and hyphens, at most 31");
        }
    }
}
