package io.bridgehead.bridge.folder;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A bridge as its file says, found to be right.
 *
 * @param name of the bridge
 * @param text of the file
 * @param parameters of the route template {@code http-bridge}; empty if the file has routes of its own
 * @param routes ids of the routes it will have
 * @param secrets with which both sides sign, the current one first; empty if its events do not come over HTTP
 * @param patience how long everything sent must have failed before the bridge counts as gone
 */
public record BridgePlan(String name, String text, Map<String, String> parameters, List<String> routes, List<String> secrets,
        Duration patience) {

    public BridgePlan {
        parameters = Map.copyOf(parameters);
        routes = List.copyOf(routes);
        secrets = List.copyOf(secrets);
    }

    /** Whether it is an instance of the route template, or has routes of its own. */
    public boolean templated() {
        return !parameters.isEmpty();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return templated() ? name + " at " + parameters.get("url") : name + " with routes " + String.join(", ", routes);
    }
}
