package io.bridgehead.bridge.dispatch;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.bridge.BridgeMapping;
import io.bridgehead.conference.ActiveConference;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.ConferenceService;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Asks bridges which calls they have, and lets the core settle the differences. */
@ApplicationScoped
@Named("bridgeReconciliation")
@RegisterForReflection
public class BridgeReconciliation {

    private static final Logger LOG = Logger.getLogger(BridgeReconciliation.class);

    private final BridgeCatalog catalog;
    private final ConferenceService conferences;
    private final Clock clock;
    /** Bridges that have not answered in this round. */
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    BridgeReconciliation(BridgeCatalog catalog, ConferenceService conferences, Clock clock) {
        this.clock = clock;
        this.catalog = catalog;
        this.conferences = conferences;
    }

    /** The conferences to be settled: other processes settle those on their own bridges. */
    public List<ActiveConference> active() {
        silent.clear();
        return conferences.active().stream().filter(conference -> catalog.reaches(conference.bridge())).toList();
    }

    /**
     * Puts the question into the body and the endpoint of its bridge into the variable {@code bridge}.
     *
     * @throws BridgeUnavailableException if the bridge has not answered the question for another conference: waiting for it
     *         again would hold up the conferences on other bridges
     */
    public void ask(Exchange exchange, @Body ActiveConference conference) {
        if (silent.contains(conference.bridge())) {
            throw new BridgeUnavailableException();
        }
        exchange.setVariable("askedBridge", conference.bridge());
        exchange.setVariable("asked", clock.instant());
        exchange.setVariable("bridge", catalog.endpoint(conference.bridge()));
        exchange.getIn().setBody(new BridgeCommand.ListLegs(conference.id()));
    }

    /** Hands the bridge's answer to the core; a bridge that cannot tell has left none. */
    public void settle(Exchange exchange) {
        if (exchange.getIn().getBody() instanceof BridgeLegs legs) {
            Instant asked = exchange.getVariable("asked", Instant.class);
            conferences.reconcile(legs.conferenceId(), BridgeMapping.toLegEvents(legs, asked), asked, clock.instant());
        }
    }

    /** A bridge that does not answer is asked again; that it is gone shows when it is told something. */
    public void unanswered(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof IOException) {
            silent.add(exchange.getVariable("askedBridge", String.class));
        }
        LOG.debugf("A bridge did not tell which calls it has: %s", failure);
    }
}
