package io.bridgehead.im.route;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

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
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.Siblings;
import io.bridgehead.im.Whereabouts;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of routes 12, 13 and 14. */
@ApplicationScoped
@Named("messageIntake")
@RegisterForReflection
public class MessageSteps {

    private static final String ASSERTED_IDENTITY = "P-Asserted-Identity";
    private static final String SIGNED_IDENTITY = "Bridgehead-Identity";

    /** What a status is about: of those that wait, only the newest of a topic is delivered. */
    private static final String TOPIC = "Bridgehead-Topic";

    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;
    private static final int RETRY_AFTER = 5;
    private static final Logger LOG = Logger.getLogger(MessageSteps.class);

    private final Neighbours neighbours;
    private final Accounts accounts;
    private final Locator locator;
    private final MessageIntake intake;
    private final MessageSubject subject;
    private final SignedIdentity signer;
    private final Siblings siblings;

    MessageSteps(Neighbours neighbours, Accounts accounts, Locator locator, MessageIntake intake, MessageSubject subject,
            SignedIdentity signer, Siblings siblings) {
        this.neighbours = neighbours;
        this.accounts = accounts;
        this.locator = locator;
        this.intake = intake;
        this.subject = subject;
        this.signer = signer;
        this.siblings = siblings;
    }

    /** Reads whom it is for; 403 for a domain that is neither ours nor a neighbour's. */
    public void address(Exchange exchange) {
        exchange.setVariable(SipExchange.RECEIVER,
                neighbours.receiver(SipExchange.request(exchange).requestUri(), SipExchange.sender(exchange)));
    }

    /**
     * Finds the receiver's devices: none, and the variable {@code away}, if away; 404 if there is no such user. What another IM
     * server hands over goes to the devices here only.
     */
    public void locate(Exchange exchange) {
        String receiver = SipExchange.receiver(exchange);
        Whereabouts there = exchange.getVariable(SipExchange.HANDED_OVER, false, Boolean.class) ? locator.here(receiver)
                : locator.locate(receiver);
        exchange.getIn().setHeader(SipConstants.TARGETS,
                siblings.targets(there, SipExchange.request(exchange), SipExchange.sender(exchange), receiver));
        exchange.setVariable(SipExchange.TRIED, there);
        exchange.setVariable(SipExchange.AWAY, there.isNowhere());
    }

    /** Writes the message down; a repeat of an earlier one is recognised by sender, Call-ID and CSeq. Does not block. */
    CompletionStage<Void> log(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        LogEntry entry = subject.describe(
                MessageIntake.entry(request, SipExchange.sender(exchange), SipExchange.receiver(exchange)), request);
        return intake.admit(entry, SipMessage.executorOf(exchange)).thenAccept(admission -> {
            exchange.setVariable(SipExchange.LOG_ID, admission.id());
            admission.answer().ifPresent(answer -> exchange.setVariable(SipExchange.FIRST_ANSWER, answer));
        });
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
     * Lets a message wait for a person; the sender is told 202. Whether a device registered between our looking for one and
     * the writing, too late for us and too early for itself, then stands in the variable {@code lateDevice}.
     *
     * @return fails with a {@link ServiceUnavailableException}, 503, if it is for a part of the product: a command that dials
     *         hours later would surprise everybody, so the sender is asked to come again
     */
    CompletionStage<Void> keep(Exchange exchange) {
        String receiver = SipExchange.receiver(exchange);
        if (!neighbours.isOurs(receiver) || !isPerson(receiver)) {
            throw new ServiceUnavailableException(RETRY_AFTER);
        }
        SipRequest request = SipExchange.request(exchange);
        // Only a part of the product may let a message of its own take the place of another.
        String topic = request.hasHeader(TOPIC) && hasRole(SipExchange.sender(exchange), Account.Role.SERVICE)
                ? request.header(TOPIC)
                : null;
        Whereabouts tried = SipExchange.tried(exchange);
        // Where there are siblings, looking for the receiver again asks the database: not on the thread of a connection.
        Executor then = siblings.mayBeThere() ? exchange.getContext().getComponent("sip", SipComponent.class).workers()
                : SipMessage.executorOf(exchange);
        return intake.keep(SipExchange.logId(exchange), new Keeping(worthWaitingFor(request), topic), then)
                .thenAccept(
                        kept -> exchange.setVariable(SipExchange.LATE_DEVICE, !tried.hasAll(locator.locate(receiver))));
    }

    /** RFC 3428 §8: the Expires of a message; a malformed one says nothing. */
    private static Duration worthWaitingFor(SipRequest request) {
        try {
            int seconds = request.expires();
            return seconds < 0 ? null : Duration.ofSeconds(seconds);
        } catch (SipParseException e) {
            return null;
        }
    }

    private boolean isPerson(String aor) {
        return accounts.find(Domains.userOf(aor)).filter(account -> account.role().isPerson()).isPresent();
    }

    private boolean hasRole(String aor, Account.Role role) {
        return accounts.find(Domains.userOf(aor)).filter(account -> account.role() == role).isPresent();
    }

    CompletionStage<Void> failed(Exchange exchange) {
        return intake.failed(SipExchange.logId(exchange), SipExchange.responseCode(exchange),
                SipMessage.executorOf(exchange));
    }

    /**
     * Notes in the log that a message came to nothing; without this a repeat would wait for it. What an authenticated user
     * sent and what was refused before it was written down is written down now. Of strangers the log has nothing, nor of what
     * is to come again: writing it down would be the very work that there is too much of.
     */
    CompletionStage<Void> refused(Exchange exchange) {
        Long id = exchange.getVariable(SipExchange.LOG_ID, Long.class);
        String user = exchange.getVariable(SipExchange.AUTHENTICATED, String.class);
        Throwable failure = MessageIntake.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        int status = failure instanceof SipResponseException refusal ? refusal.status() : SERVER_ERROR;
        CompletionStage<Void> noted = CompletableFuture.completedStage(null);
        if (id != null) {
            noted = intake.failed(id, status, SipMessage.executorOf(exchange));
        } else if (user != null && failure instanceof SipResponseException && status != UNAVAILABLE) {
            SipRequest request = SipExchange.request(exchange);
            noted = intake.refused(
                    subject.describe(MessageIntake.entry(request, user, SipExchange.receiver(exchange)), request), status,
                    SipMessage.executorOf(exchange));
        }
        return noted.exceptionally(trouble -> {
            // The database itself may be what failed; the repeat of the message finds its row as it was.
            LOG.warnf("The log could not note that a message failed with %d", status);
            return null;
        });
    }
}
