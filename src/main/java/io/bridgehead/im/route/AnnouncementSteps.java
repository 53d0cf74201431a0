package io.bridgehead.im.route;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Locator;
import io.bridgehead.im.Siblings;
import io.bridgehead.im.Whereabouts;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.TemporarilyUnavailableException;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of route 16: tells the gateway of a person's new device. */
@ApplicationScoped
@Named("announcement")
@RegisterForReflection
public class AnnouncementSteps {

    /** RFC 3680 §5: who has registered. The gateway goes by who the message is from. */
    private static final String REGINFO = "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"0\" state=\"partial\">"
            + "<registration aor=\"%s\" id=\"1\" state=\"active\"/></reginfo>";

    private final Accounts accounts;
    private final Locator locator;
    private final Siblings siblings;
    private final String gateway;

    AnnouncementSteps(Accounts accounts, Locator locator, Domains domains, Siblings siblings,
            @ConfigProperty(name = "bridgehead.gateway.user") String gateway) {
        this.accounts = accounts;
        this.locator = locator;
        this.siblings = siblings;
        this.gateway = domains.aor(gateway);
    }

    /** Whether a person's device is there that was not before: a refresh is no news, and the gateway is no person. */
    public boolean isDue(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getVariable(SipExchange.NEW_DEVICE, Boolean.class))
                && accounts.find(Domains.userOf(SipExchange.receiver(exchange)))
                        .filter(account -> account.role().isPerson()).isPresent();
    }

    /**
     * Makes the MESSAGE that the user could have sent as well, so that nobody gains anything by forging it.
     *
     * @throws TemporarilyUnavailableException if the gateway is not there
     */
    public void prepare(Exchange exchange) {
        String user = SipExchange.receiver(exchange);
        Whereabouts there = locator.locate(gateway);
        if (there.isNowhere()) {
            throw new TemporarilyUnavailableException("The gateway is away");
        }
        SipRequest request = SipRequest.create("MESSAGE", "sip:" + gateway);
        request.setHeader(SipHeader.MAX_FORWARDS, "70")
                .setHeader(SipHeader.FROM, NameAddr.parse("<sip:" + user + ">").withTag(SipIds.newTag()).toString())
                .setHeader(SipHeader.TO, "<sip:" + gateway + ">").setHeader(SipHeader.CALL_ID, SipIds.newCallId())
                .setHeader(SipHeader.CSEQ, "1 MESSAGE").setHeader(SipHeader.EXPIRES, "0");
        request.setBody("application/reginfo+xml", REGINFO.formatted("sip:" + user).getBytes(StandardCharsets.UTF_8));
        SipMessage.replay(exchange, request);
        exchange.setVariable(SipExchange.SENDER, user);
        exchange.setVariable(SipExchange.RECEIVER, user);
        exchange.getIn().setHeader(SipConstants.TARGETS, siblings.targets(there, request, user, gateway));
    }

    /** @throws TemporarilyUnavailableException if the gateway did not take it */
    public void confirm(Exchange exchange) {
        if (SipExchange.responseCode(exchange) >= 300) {
            throw new TemporarilyUnavailableException("The gateway did not take it");
        }
    }
}
