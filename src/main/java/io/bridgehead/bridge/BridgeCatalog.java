package io.bridgehead.bridge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.bridgehead.conference.BridgeChoice;
import io.bridgehead.conference.BridgeName;
import io.bridgehead.conference.BridgeSelection;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.DialInOffer;
import io.bridgehead.conference.UnknownAccountException;

/**
 * The bridges there are, and which account uses which. Names come from configuration only and are checked here, so that nothing
 * a message says can ever become part of an endpoint's name.
 */
public final class BridgeCatalog implements BridgeSelection {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private final Set<String> bridges = ConcurrentHashMap.newKeySet();
    private final String defaultBridge;
    private final Map<String, BridgeAccount> accounts = new LinkedHashMap<>();
    private final Map<String, DialInOffer> dialIn;
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private String bound = "";
    private String process;
    private volatile Set<String> gone = Set.of();

    /**
     * @param bridges names of the bridges there are from the beginning, lower-case letters, digits and hyphens
     * @param defaultBridge the one used without an account; it may come later
     * @param accounts accounts people may select; their bridges may come later
     * @param dialIn what bridges that can be called offer, by name
     * @throws IllegalArgumentException if a name is malformed or there twice
     */
    public BridgeCatalog(Set<String> bridges, String defaultBridge, List<BridgeAccount> accounts,
            Map<String, DialInOffer> dialIn) {
        this.dialIn = Map.copyOf(dialIn);
        bridges.forEach(this::add);
        this.defaultBridge = checkName(defaultBridge);
        for (BridgeAccount account : accounts) {
            checkName(account.bridge());
            if (this.accounts.put(account.name(), account) != null) {
                throw new IllegalArgumentException("Account " + account.name() + " is there twice");
            }
        }
    }

    @Override
    public BridgeChoice choose(String user, String account) {
        if (account == null || account.isBlank()) {
            return new BridgeChoice(null, own(defaultBridge), ConferencePolicy.DEFAULT_PORT_ALLOWANCE,
                    dialIn.get(defaultBridge));
        }
        BridgeAccount found = accounts.get(account);
        if (found == null || !found.open(user)) {
            throw new UnknownAccountException();
        }
        return new BridgeChoice(found.name(), own(found.bridge()), found.portAllowance(), dialIn.get(found.bridge()));
    }

    @Override
    public boolean available(String bridge) {
        BridgeName name = BridgeName.parse(bridge);
        return bridges.contains(name.name())
                && (reaches(bridge) ? !down.contains(name.name()) : !gone.contains(name.process()));
    }

    /**
     * Says that a bridge is part of each process, and that this is not the only process: others do not reach ours, nor we
     * theirs. To be said before anything is asked.
     */
    public void bind(String bridge, String thisProcess) {
        bound = checkName(bridge);
        process = thisProcess;
    }

    /** The name under which conferences are held on a bridge by this process. */
    public String own(String bridge) {
        return bridge.equals(bound) ? new BridgeName(bridge, process).toString() : bridge;
    }

    /** Whether this process can tell the bridge of a conference anything; false if it is part of another process. */
    public boolean reaches(String bridge) {
        String of = BridgeName.parse(bridge).process();
        return of == null || of.equals(process);
    }

    /** Notes which other processes are gone, and their bridges with them. */
    public void goneProcesses(Set<String> names) {
        gone = Set.copyOf(names);
    }

    /** Notes that a bridge works, or does not. Unknown names are ignored. */
    public void mark(String bridge, boolean available) {
        if (available) {
            down.remove(bridge);
        } else if (bridges.contains(bridge)) {
            down.add(bridge);
        }
    }

    /**
     * The Camel endpoint of a bridge: {@code direct:bridge-<name>}.
     *
     * @param bridge {@linkplain #reaches within reach}
     * @throws BridgeUnavailableException if there is no such bridge (now)
     * @throws IllegalArgumentException if the name is none
     */
    public String endpoint(String bridge) {
        String name = checkName(BridgeName.parse(bridge).name());
        if (!bridges.contains(name)) {
            throw new BridgeUnavailableException();
        }
        return "direct:bridge-" + name;
    }

    /** There is one more bridge from now on. */
    public void add(String bridge) {
        bridges.add(checkName(bridge));
    }

    /** A bridge is no longer there: it is unavailable to whoever names it. */
    public void remove(String bridge) {
        bridges.remove(bridge);
        down.remove(bridge);
    }

    /** Names of all bridges. */
    public Set<String> bridges() {
        return Set.copyOf(bridges);
    }

    /** Bridges that accounts name, or that are the default, and that are not there. */
    public Set<String> missing() {
        Set<String> named = new TreeSet<>(Set.of(defaultBridge));
        accounts.values().forEach(account -> named.add(account.bridge()));
        named.removeAll(bridges);
        return named;
    }

    /** Whether a text can be the name of a bridge. */
    public static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    private static String checkName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("Bridge names are lower-case letters, digits and hyphens, at most 31");
        }
        return name;
    }
}
