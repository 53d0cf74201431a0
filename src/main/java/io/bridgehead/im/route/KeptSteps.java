package io.bridgehead.im.route;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.im.Domains;
import io.bridgehead.im.Locator;
import io.bridgehead.im.OfflineMessages;
import io.bridgehead.im.Siblings;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of route 13 that hand kept messages out. */
@ApplicationScoped
@Named("offlineMessages")
@RegisterForReflection
public class KeptSteps {

    private static final Logger LOG = Logger.getLogger(KeptSteps.class);
    private static final String TAKEN = "taken";

    private final OfflineMessages offline;
    private final Locator locator;
    private final Domains domains;
    private final Siblings siblings;

    KeptSteps(OfflineMessages offline, Locator locator, Domains domains, Siblings siblings) {
        this.offline = offline;
        this.domains = domains;
        this.locator = locator;
        this.siblings = siblings;
    }

    /** The user who has just registered is the one whose messages are handed out. */
    public void registeredUser(Exchange exchange) {
        exchange.setVariable(SipExchange.RECEIVER, domains.aor(exchange.getIn().getHeader(SipConstants.USER, String.class)));
    }

    /** What waits for the receiver, in order. */
    public List<LoggedMessage> keptForReceiver(Exchange exchange) {
        String receiver = SipExchange.receiver(exchange);
        exchange.setVariable(SipExchange.TRIED, locator.locate(receiver));
        List<LoggedMessage> taken = offline.take(receiver);
        exchange.setVariable(TAKEN, taken);
        return taken;
    }

    /**
     * Whether the receiver can be reached by a device that was not tried yet. Whoever registers while a message to the
     * connection before is not yet given up (32 s over UDP) gets what waited then, but not this message, and would not until
     * the next registration.
     */
    public boolean isReachedElsewhere(Exchange exchange) {
        return !SipExchange.tried(exchange).hasAll(locator.locate(SipExchange.receiver(exchange)));
    }

    /** Makes a kept message the request to relay, to wherever its receiver is now. */
    public void prepare(Exchange exchange, @Body LoggedMessage kept) {
        LogEntry entry = kept.entry();
        SipMessage.replay(exchange, OfflineMessages.request(kept, offline.handOut(kept.id())));
        exchange.setVariable(SipExchange.SENDER, entry.sender());
        exchange.setVariable(SipExchange.RECEIVER, entry.receiver());
        exchange.setVariable(SipExchange.LOG_ID, kept.id());
        exchange.getIn().setHeader(SipConstants.TARGETS, siblings.targets(locator.locate(entry.receiver()),
                SipExchange.request(exchange), entry.sender(), entry.receiver()));
    }

    public void delivered(Exchange exchange) {
        offline.delivered(SipExchange.logId(exchange), SipExchange.responseCode(exchange));
    }

    public void refused(Exchange exchange) {
        offline.refused(SipExchange.logId(exchange), SipExchange.responseCode(exchange));
    }

    /** Notes what nobody came for in time. */
    public void giveUpExpired() {
        int expired = offline.giveUpExpired();
        if (expired > 0) {
            LOG.infof("%d messages expired: nobody came for them in time", expired);
        }
    }

    /** What was taken and not delivered or refused waits on. */
    @SuppressWarnings("unchecked")
    public void putBackRest(Exchange exchange) {
        List<LoggedMessage> taken = exchange.getVariable(TAKEN, List.class);
        if (taken != null) {
            taken.forEach(message -> offline.putBack(message.id()));
        }
    }
}
