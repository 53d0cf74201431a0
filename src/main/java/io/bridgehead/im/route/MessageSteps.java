package io.bridgehead.im.route;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Locator;
import io.bridgehead.im.MessageIntake;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of routes 12 and 14. */
@ApplicationScoped
@Named("messageIntake")
@RegisterForReflection
public class MessageSteps {

    private static final String ASSERTED_IDENTITY = "P-Asserted-Identity";
    private static final String SIGNED_IDENTITY = "Bridgehead-Identity";

    private static final int SERVER_ERROR = 500;
    private static final int RETRY_AFTER = 5;
    private static final Logger LOG = Logger.getLogger(MessageSteps.class);

    private final Domains domains;
    private final Accounts accounts;
    private final Locator locator;
    private final MessageIntake intake;
    private final MessageSubject subject;
    private final SignedIdentity signer;

    MessageSteps(Domains domains, Accounts accounts, Locator locator, MessageIntake intake, MessageSubject subject,
            SignedIdentity signer) {
        this.domains = domains;
        this.accounts = accounts;
        this.locator = locator;
        this.intake = intake;
        this.subject = subject;
        this.signer = signer;
    }

    /** Reads whom it is for; 403 for another domain. */
    public void address(Exchange exchange) {
        exchange.setVariable(SipExchange.RECEIVER, domains.aorOf(SipExchange.request(exchange).requestUri()));
    }

    /** Finds the receiver's devices: none if away, 404 if there is no such user. */
    public void locate(Exchange exchange) {
        List<RelayTarget> devices = locator.locate(SipExchange.receiver(exchange));
        exchange.setVariable(SipExchange.TRIED, devices);
        exchange.getIn().setHeader(SipConstants.TARGETS, devices);
    }

    /** Writes the message down; a repeat of an earlier one is recognised by sender, Call-ID and CSeq. */
    public void log(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        LogEntry entry = subject.describe(
                MessageIntake.entry(request, SipExchange.sender(exchange), SipExchange.receiver(exchange)), request);
        MessageIntake.Admission admission = intake.admit(entry);
        exchange.setVariable(SipExchange.LOG_ID, admission.id());
        admission.answer().ifPresent(answer -> exchange.setVariable(SipExchange.FIRST_ANSWER, answer));
    }

    /** Says who the sender is, in a way that the receiver can check and no client can forge. */
    public void signIdentity(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        String sender = SipExchange.sender(exchange);
        exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + ASSERTED_IDENTITY, "<sip:" + sender + ">");
        exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SIGNED_IDENTITY,
                signer.sign(sender, "call-id:" + request.callId(), request.body(), Instant.now()));
    }

    public void delivered(Exchange exchange) {
        intake.delivered(SipExchange.logId(exchange), SipExchange.responseCode(exchange));
    }

    /**
     * Lets a message wait for a person; the sender is told 202.
     *
     * @throws ServiceUnavailableException 503 if it is for a part of the product: a command that dials hours later would
     *         surprise
     *         everybody, so the sender is asked to come again
     */
    public void keep(Exchange exchange) {
        boolean person = accounts.find(Domains.userOf(SipExchange.receiver(exchange)))
                .filter(account -> account.role() == Account.Role.USER).isPresent();
        if (!person) {
            throw new ServiceUnavailableException(RETRY_AFTER);
        }
        intake.keep(SipExchange.logId(exchange));
    }

    public void failed(Exchange exchange) {
        intake.failed(SipExchange.logId(exchange), SipExchange.responseCode(exchange));
    }

    /**
     * Notes in the log that a message came to nothing; without this a repeat would wait for it. What an authenticated user
     * sent and what was refused before it was written down is written down now. Of strangers the log has nothing.
     */
    public void refused(Exchange exchange) {
        Long id = exchange.getVariable(SipExchange.LOG_ID, Long.class);
        String user = exchange.getVariable(SipExchange.AUTHENTICATED, String.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int status = failure instanceof SipResponseException refusal ? refusal.status() : SERVER_ERROR;
        try {
            if (id != null) {
                intake.failed(id, status);
            } else if (user != null && failure instanceof SipResponseException) {
                SipRequest request = SipExchange.request(exchange);
                intake.refused(subject.describe(MessageIntake.entry(request, user, SipExchange.receiver(exchange)), request),
                        status);
            }
        } catch (RuntimeException e) {
            // The database itself may be what failed; the repeat of the message finds its row as it was.
            LOG.warnf("The log could not note that a message failed with %d", status);
        }
    }
}
