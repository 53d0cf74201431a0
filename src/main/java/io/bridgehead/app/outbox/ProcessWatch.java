package io.bridgehead.app.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.jboss.logging.Logger;

import io.bridgehead.app.Serving;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
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

    /** For so long a process may come back and hang up what it has left. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(ProcessWatch.class);

    private final Outbox outbox;
    private final SqlProcesses processes;
    private final BridgeCatalog catalog;
    private final ConferenceService conferences;
    private final Clock clock;
    private final GoneProcesses gone;

    @Inject
    ProcessWatch(Outbox outbox, SqlProcesses processes, BridgeCatalog catalog, ConferenceService conferences,
            Clock clock, BridgeheadConfig config) {
        this(outbox, processes, catalog, conferences, clock,
                new GoneProcesses((int) Math.max(2, config.conferenceService().processPatience().dividedBy(PERIOD)),
                        (int) MEMORY.dividedBy(PERIOD)));
    }

    ProcessWatch(Outbox outbox, SqlProcesses processes, BridgeCatalog catalog, ConferenceService conferences, Clock clock,
            GoneProcesses gone) {
        this.clock = clock;
        this.outbox = outbox;
        this.processes = processes;
        this.catalog = catalog;
        this.conferences = conferences;
        this.gone = gone;
    }

    /** Keeps the work in hand from being given to another process. */
    public void keepWork() {
        outbox.renew();
    }

    /**
     * Says for the first time that this process runs, before it can do anything: of one that was never seen nobody would know
     * that it is gone.
     */
    void begin(@Observes Serving event, BridgeheadConfig config) {
        if (config.roles().contains(Role.CONFERENCE_SERVICE)) {
            processes.beat();
        }
    }

    /**
     * Says that this process runs, and ends the conferences on the bridges of processes that are gone (Figure 10). What fails
     * is tried at the next look, which also finds a conference that such a process began with its last breath.
     */
    public void look() {
        gone.look(processes.beat());
        Set<String> now = gone.gone();
        catalog.goneProcesses(now);
        if (now.isEmpty()) {
            return;
        }
        Set<String> bridges = conferences.active().stream().map(ActiveConference::bridge)
                .filter(bridge -> now.contains(BridgeName.parse(bridge).process())).collect(Collectors.toSet());
        bridges.forEach(this::end);
        Set<String> busy = bridges.stream().map(bridge -> BridgeName.parse(bridge).process()).collect(Collectors.toSet());
        gone.forGood().forEach((process, number) -> {
            if (!busy.contains(process)) {
                forget(process, number);
            }
        });
    }

    private void end(String bridge) {
        LOG.errorf("No sign of life of the process of bridge %s: its conferences end", bridge);
        conferences.bridgeUnavailable(bridge, Cause.bridge("The bridge cannot be reached"), clock.instant());
    }

    private void forget(String process, long number) {
        LOG.warnf("Process %s has given no sign of life for a day: its calls are not hung up any more", process);
        processes.forget(process, number);
    }
}
