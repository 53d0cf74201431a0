package io.bridgehead.bridge.dispatch;

import java.time.Clock;
import java.time.Duration;
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

    private static final Logger LOG = Logger.getLogger(BridgeDispatch.class);
    /** For so long after its end a conference's calls are still to be hung up. */
    private static final Duration KEPT = Duration.ofDays(1);

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

    /** Tells the core that the bridge of a conference is gone; the conference ends with a fatal error (Figure 10). */
    public void reportUnavailable(Exchange exchange) {
        BridgeOrder order = exchange.getVariable("order", BridgeOrder.class);
        if (conferences.endedAt(order.conferenceId()).isPresent()) {
            return;
        }
        LOG.errorf("Bridge %s is unavailable for conference %s", order.bridge(), order.conferenceId());
        Instant now = clock.instant();
        String why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, BridgeUnavailableException.class).getMessage();
        conferences.observe(LegEvent.unavailable(order.conferenceId(), Cause.bridge(why), now), now);
    }

    /**
     * Sees to it that an order that ends calls comes again: they may still be up, and nobody else would ever end them. A day
     * after the end of the conference it is given up.
     *
     * @throws BridgeUnavailableException if the order is to come again
     */
    public void keepHangUp(Exchange exchange) {
        BridgeOrder order = exchange.getVariable("order", BridgeOrder.class);
        if (order.kind() != BridgeOrder.Kind.HANG_UP && order.kind() != BridgeOrder.Kind.END) {
            return;
        }
        Instant longAgo = clock.instant().minus(KEPT);
        if (conferences.endedAt(order.conferenceId()).filter(longAgo::isAfter).isEmpty()) {
            throw new BridgeUnavailableException();
        }
        LOG.errorf("Bridge %s is not back a day after conference %s: %s is given up", order.bridge(), order.conferenceId(),
                order.kind().word());
    }
}
