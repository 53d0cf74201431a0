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
        EventNumbers numbers = bridge.numbers();
        long after = numbers.gap().orElseGet(numbers::highest);
        for (int page = 0; page < MAX_PAGES; page++) {
            long known = numbers.highest();
            EventReplay replay = (EventReplay) routes.requestBody("direct:bridge-" + bridge.name(), new EventsRequest(after));
            if (replay == null) {
                numbers.giveUp(Long.MAX_VALUE);
                numbers.keep();
                return;
            }
            if (numbers.unknown()) {
                // What was before we knew of it, it offers by itself.
                numbers.begin(replay.epoch(), replay.last());
                numbers.keep();
                return;
            }
            if (numbers.isOther(replay.epoch()) || replay.last() < known) {
                LOG.warnf("Bridge %s counts its events anew: it is asked for all of them", bridge.name());
                numbers.begin(replay.epoch(), 0);
                after = 0;
                continue;
            }
            long end = take(bridge, replay);
            if (end >= replay.last() || end <= after) {
                return;
            }
            after = end;
        }
    }

    /** Gives the number of the last event of the page. */
    private long take(HttpBridge bridge, EventReplay replay) {
        if (replay.unreadable() > 0) {
            LOG.warnf("Bridge %s: %d of its events are none and are left out", bridge.name(), replay.unreadable());
        }
        int foreign = 0;
        for (NumberedEvent event : replay.events()) {
            foreign += take(bridge, replay.epoch(), event) ? 0 : 1;
        }
        // One line a page: of a bridge that was checked meanwhile all events are about the conferences of the kit.
        if (foreign > 0) {
            LOG.warnf("Bridge %s: %d of its events up to %d are about conferences that are not on it, and are left out",
                    bridge.name(), foreign, replay.events().get(replay.events().size() - 1).number());
        }
        long end = replay.events().isEmpty() ? replay.last() : replay.events().get(replay.events().size() - 1).number();
        bridge.numbers().giveUp(end);
        bridge.numbers().keep();
        return end;
    }

    /** Whether it was this bridge's to tell. */
    private boolean take(HttpBridge bridge, String epoch, NumberedEvent event) {
        if (!bridge.numbers().isNew(epoch, event.number())) {
            return true;
        }
        boolean ours = BridgeCallbacks.isOn(conferences, event.event().conferenceId(), bridge);
        if (ours) {
            sink.accept(event.event());
        }
        bridge.numbers().note(epoch, event.number());
        return ours;
    }
}
