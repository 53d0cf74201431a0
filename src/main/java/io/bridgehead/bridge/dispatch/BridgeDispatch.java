package io.bridgehead.bridge.dispatch;

import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.bridge.BridgeMapping;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.LegEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Turns an order of the core into the command of the contract, and names the route of its bridge. */
@ApplicationScoped
@Named("bridgeDispatch")
@RegisterForReflection
public class BridgeDispatch {

    /** Variable with how often an order has been tried, this time included. */
    public static final String ATTEMPT = "attempt";

    private static final Logger LOG = Logger.getLogger(BridgeDispatch.class);
    /** About a day, at one attempt every half minute. */
    private static final int MOST_ATTEMPTS = 2900;

    private final BridgeCatalog catalog;
    private final ConferenceService conferences;
    private final Clock clock;

    BridgeDispatch(BridgeCatalog catalog, ConferenceService conferences, Clock clock) {
        this.clock = clock;
        this.catalog = catalog;
        this.conferences = conferences;
    }

    /** Puts the command into the body and the endpoint of its bridge into the variable {@code bridge}. */
    public void prepare(Exchange exchange, @Body BridgeOrder order) {
        exchange.setVariable("order", order);
        exchange.setVariable("bridge", catalog.endpoint(order.bridge()));
        exchange.getIn().setBody(BridgeMapping.toCommand(order));
    }

    /** Whether the order still makes sense: a telephone is not dialled that was given up while the order waited. */
    public boolean isCurrent(@Body BridgeOrder order) {
        return order.kind() != BridgeOrder.Kind.DIAL || conferences.isToBeDialled(order.leg());
    }

    /**
     * Tells the core that the bridge of a conference is gone; the conference ends with a fatal error (Figure 10). The bridge
     * may
     * still have its calls: what hangs them up is kept for it, for about a day.
     *
     * @throws BridgeUnavailableException if the order is to be tried again
     */
    public void reportUnavailable(Exchange exchange) {
        BridgeOrder order = exchange.getVariable("order", BridgeOrder.class);
        int attempt = exchange.getVariable(ATTEMPT, 1, Integer.class);
        if (attempt <= 1) {
            LOG.errorf("Bridge %s is unavailable for conference %s", order.bridge(), order.conferenceId());
        }
        Instant now = clock.instant();
        conferences.observe(LegEvent.unavailable(order.conferenceId(), Cause.bridge("The bridge cannot be reached"), now), now);
        if (attempt < MOST_ATTEMPTS && (order.kind() == BridgeOrder.Kind.HANG_UP || order.kind() == BridgeOrder.Kind.END)) {
            throw new BridgeUnavailableException();
        }
    }
}
