package io.bridgehead.app.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.jboss.logging.Logger;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.ActiveConference;
import io.bridgehead.conference.BridgeName;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.store.Outbox;
import io.bridgehead.store.SqlProcesses;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What processes at one database must know of each other: who works on what, and who is gone. */
@ApplicationScoped
@Named("processWatch")
@RegisterForReflection
public class ProcessWatch {

    /** How often the route looks. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(ProcessWatch.class);

    private final Outbox outbox;
    private final SqlProcesses processes;
    private final BridgeCatalog catalog;
    private final ConferenceService conferences;
    private final Clock clock;
    private final GoneProcesses gone;
    private final Set<String> known = new HashSet<>();

    ProcessWatch(Outbox outbox, SqlProcesses processes, BridgeCatalog catalog, ConferenceService conferences,
            Clock clock, BridgeheadConfig config) {
        this.clock = clock;
        this.outbox = outbox;
        this.processes = processes;
        this.catalog = catalog;
        this.conferences = conferences;
        this.gone = new GoneProcesses((int) Math.max(2, config.conferenceService().processPatience().dividedBy(PERIOD)));
    }

    /** Keeps the work in hand from being given to another process. */
    public void keepWork() {
        outbox.renew();
    }

    /** Says that this process runs, and ends the conferences on the bridges of processes that are gone (Figure 10). */
    public void look() {
        Map<String, Long> others = processes.beat();
        Set<String> now = gone.look(others);
        catalog.goneProcesses(now);
        known.retainAll(now);
        now.removeAll(known);
        if (!now.isEmpty()) {
            conferences.active().stream().map(ActiveConference::bridge).distinct()
                    .filter(bridge -> now.contains(BridgeName.parse(bridge).process())).forEach(this::end);
            known.addAll(now);
        }
    }

    private void end(String bridge) {
        LOG.errorf("No sign of life of the process of bridge %s: its conferences end", bridge);
        conferences.bridgeUnavailable(bridge, Cause.bridge("The bridge cannot be reached"), clock.instant());
    }
}
