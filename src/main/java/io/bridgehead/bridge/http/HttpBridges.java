package io.bridgehead.bridge.http;

import java.time.Clock;
import java.time.Duration;
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
    private final EventMarks marks;
    private final Clock clock;

    /**
     * @param clock by which patience is measured
     * @param marks how far the events of bridges were taken
     */
    public HttpBridges(BridgeCatalog catalog, ConferenceService conferences, Clock clock, EventMarks marks) {
        this.clock = clock;
        this.catalog = catalog;
        this.conferences = conferences;
        this.marks = marks;
    }

    /**
     * Takes a bridge in, or its new settings: its events go on being counted.
     *
     * @param signature its secrets
     * @param patience how long everything must have failed before the bridge counts as gone
     * @param asked whether its route {@code direct:bridge-<name>} also takes an {@link EventsRequest}
     */
    public void put(String name, WebhookSignature signature, Duration patience, boolean asked) {
        bridges.compute(name, (key, before) -> new HttpBridge(name, signature, patience, asked,
                before == null ? new EventNumbers(name, marks) : before.numbering()));
        catalog.mark(name, true);
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

    /** A bridge that was forgotten is not coming back soon: its conferences end. */
    public void lost(String name) {
        LOG.errorf("Bridge %s is not there any more: its conferences end", name);
        conferences.bridgeUnavailable(name, Cause.bridge("The bridge cannot be reached"), now());
    }

    /** @param why words without any secret */
    void failed(HttpBridge bridge, String why) {
        Instant now = now();
        if (bridge.failed(now)) {
            bridge.isNews(why);
            LOG.errorf("Bridge %s is unavailable: %s. Its conferences end; it is asked again until it answers", bridge.name(),
                    why);
            catalog.mark(bridge.name(), false);
            conferences.bridgeUnavailable(bridge.name(), Cause.bridge("The bridge cannot be reached"), now);
        } else if (bridge.isNews(why)) {
            LOG.warnf("Bridge %s is still unavailable: %s", bridge.name(), why);
        }
    }
}
