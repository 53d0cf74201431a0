package io.bridgehead.bridge.http;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeEventSink;
import io.bridgehead.conference.ConferenceService;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Asks bridges of which nothing was heard for a while whether they are there, and those whose events have a gap for what is
 * missing. Both is the same question: the events after the last one known.
 */
@RegisterForReflection
public final class BridgeWatch {

    private static final Logger LOG = Logger.getLogger(BridgeWatch.class);
    /** Pages of 100 events taken at one go. */
    private static final int MAX_PAGES = 50;

    private final HttpBridges bridges;
    private final ConferenceService conferences;
    private final ProducerTemplate routes;
    private final BridgeEventSink sink;
    private final ExecutorService threads;

    /**
     * @param routes reaches the bridges
     * @param sink takes their events
     * @param threads ask them, one for each that is asked
     */
    public BridgeWatch(HttpBridges bridges, ConferenceService conferences, ProducerTemplate routes, BridgeEventSink sink,
            ExecutorService threads) {
        this.bridges = bridges;
        this.conferences = conferences;
        this.routes = routes;
        this.sink = sink;
        this.threads = threads;
    }

    /** Asks every bridge that is in doubt. */
    public void look() {
        Instant now = bridges.now();
        bridges.all().stream().filter(bridge -> bridge.doubtful(now)).forEach(this::ask);
    }

    /** Asks a bridge, unless it is just being asked or cannot be. */
    void ask(HttpBridge bridge) {
        if (!bridge.asked() || !bridge.asking().compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    takeAll(bridge);
                } catch (RuntimeException e) {
                    // Counted by the bridge's own route already; said aloud once the bridge counts as gone.
                    LOG.debugf("Bridge %s could not be asked for its events: %s", bridge.name(), e);
                } finally {
                    bridge.asking().set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            bridge.asking().set(false);
        }
    }

    private void takeAll(HttpBridge bridge) {
        boolean first = bridge.numbers().unknown();
        long after = first ? 0 : bridge.numbers().gap().orElseGet(bridge.numbers()::highest);
        for (int page = 0; page < MAX_PAGES; page++) {
            EventReplay replay = (EventReplay) routes.requestBody("direct:bridge-" + bridge.name(), new EventsRequest(after));
            if (replay == null) {
                bridge.numbers().giveUp(Long.MAX_VALUE);
                return;
            }
            if (first) {
                // What was before we knew of it, it offers by itself.
                bridge.numbers().begin(replay.epoch(), replay.last());
                return;
            }
            if (replay.unreadable() > 0) {
                LOG.warnf("Bridge %s: %d of its events are none and are left out", bridge.name(), replay.unreadable());
            }
            replay.events().forEach(event -> take(bridge, replay.epoch(), event));
            long end = replay.events().isEmpty() ? replay.last() : replay.events().get(replay.events().size() - 1).number();
            bridge.numbers().giveUp(end);
            if (end >= replay.last() || end <= after) {
                return;
            }
            after = end;
        }
    }

    private void take(HttpBridge bridge, String epoch, NumberedEvent event) {
        if (!bridge.numbers().isNew(epoch, event.number())) {
            return;
        }
        if (BridgeCallbacks.isOn(conferences, event.event().conferenceId(), bridge)) {
            sink.accept(event.event());
        } else {
            LOG.warnf("Bridge %s: its event %d is about a conference that is not on it", bridge.name(), event.number());
        }
        bridge.numbers().note(epoch, event.number());
    }
}
