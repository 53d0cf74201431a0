package io.bridgehead.bridge.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferenceService;

/** All bridges that speak with us over HTTP, by name, and what follows when one is gone or back. */
public final class HttpBridges {

    private static final Logger LOG = Logger.getLogger(HttpBridges.class);

    private final Map<String, HttpBridge> bridges = new ConcurrentHashMap<>();
    private final BridgeCatalog catalog;
    private final ConferenceService conferences;
    private final Clock clock;

    /** @param clock by which patience is measured */
    public HttpBridges(BridgeCatalog catalog, ConferenceService conferences, Clock clock) {
        this.clock = clock;
        this.catalog = catalog;
        this.conferences = conferences;
    }

    /** Takes a bridge in, or its new settings. */
    public void put(HttpBridge bridge) {
        bridges.merge(bridge.name(), bridge, (before, now) -> now.continuing(before));
        catalog.mark(bridge.name(), true);
    }

    /** Forgets a bridge. */
    public void remove(String name) {
        bridges.remove(name);
    }

    /** The bridge of a name. */
    public Optional<HttpBridge> find(String name) {
        return Optional.ofNullable(bridges.get(name));
    }

    Instant now() {
        return clock.instant();
    }

    Collection<HttpBridge> all() {
        return bridges.values();
    }

    void heard(HttpBridge bridge) {
        if (bridge.heard(now())) {
            LOG.infof("Bridge %s is back", bridge.name());
            catalog.mark(bridge.name(), true);
        }
    }

    /** @param why words without any secret */
    void failed(HttpBridge bridge, String why) {
        Instant now = now();
        if (bridge.failed(now)) {
            LOG.errorf("Bridge %s is unavailable: %s. Its conferences end; it is asked again until it answers", bridge.name(),
                    why);
            catalog.mark(bridge.name(), false);
            conferences.bridgeUnavailable(bridge.name(), Cause.bridge("The bridge cannot be reached"), now);
        }
    }
}
