package io.bridgehead.im.route;

import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.Siblings;

/**
 * The steps of routes 10 and 12 by the names that the routes call them. As processors they cost a fraction of what a method
 * that Camel looks up and calls by reflection does.
 */
@ApplicationScoped
class MessageProcessors {

    private static final Logger LOG = Logger.getLogger(MessageProcessors.class);

    private final Authentication authentication;
    private final MessageSteps steps;
    private final ExtensionSteps extensions;
    private final RateLimitSteps rates;
    private final Accounts accounts;
    private final Predicate<Exchange> receiverNotInMemory;
    private final Predicate<Exchange> receiverNotInMemoryAlone;
    private final Predicate<Exchange> senderNotInMemory;

    MessageProcessors(Authentication authentication, MessageSteps steps, ExtensionSteps extensions, RateLimitSteps rates,
            Accounts accounts, Neighbours neighbours, Siblings siblings) {
        this.authentication = authentication;
        this.steps = steps;
        this.extensions = extensions;
        this.rates = rates;
        this.accounts = accounts;
        this.receiverNotInMemory = exchange -> neighbours.isOurs(SipExchange.receiver(exchange))
                && !accounts.isInMemory(Domains.userOf(SipExchange.receiver(exchange)));
        this.receiverNotInMemoryAlone = siblings.mayBeThere() ? exchange -> true : receiverNotInMemory;
        this.senderNotInMemory = exchange -> !accounts.isInMemory(authentication.claim(exchange).user());
    }

    @Produces
    @Singleton
    @Named("authenticateSender")
    Processor authenticateSender() {
        return MessageStep.atOnceOrByWorker(authentication::authenticateAtProxy, senderNotInMemory);
    }

    @Produces
    @Singleton
    @Named("checkExtensions")
    Processor checkExtensions() {
        return MessageStep.atOnce(extensions::checkForProxy);
    }

    @Produces
    @Singleton
    @Named("limitRate")
    Processor limitRate() {
        return MessageStep.atOnce(rates::message);
    }

    @Produces
    @Singleton
    @Named("readReceiver")
    Processor readReceiver() {
        return MessageStep.atOnce(steps::address);
    }

    @Produces
    @Singleton
    @Named("logMessage")
    Processor logMessage() {
        return MessageStep.waiting(steps::log, exchange -> false);
    }

    @Produces
    @Singleton
    @Named("locateReceiver")
    Processor locateReceiver() {
        return MessageStep.atOnceOrByWorker(steps::locate, receiverNotInMemoryAlone);
    }

    @Produces
    @Singleton
    @Named("signIdentity")
    Processor signIdentity() {
        return MessageStep.atOnce(steps::signIdentity);
    }

    @Produces
    @Singleton
    @Named("noteDelivered")
    Processor noteDelivered() {
        return MessageStep.atOnce(steps::delivered);
    }

    @Produces
    @Singleton
    @Named("noteFailed")
    Processor noteFailed() {
        return MessageStep.waiting(steps::failed, exchange -> false);
    }

    @Produces
    @Singleton
    @Named("noteRefused")
    Processor noteRefused() {
        return MessageStep.waiting(steps::refused, exchange -> false);
    }

    @Produces
    @Singleton
    @Named("keepMessage")
    Processor keepMessage() {
        return MessageStep.waiting(steps::keep, receiverNotInMemory
                .or(exchange -> !accounts.isInMemory(Domains.userOf(SipExchange.sender(exchange)))));
    }

    /** Blocks. While the database is away the accounts in memory run out, and whoever needs one says so. */
    @Produces
    @Singleton
    @Named("refreshAccounts")
    Processor refreshAccounts() {
        return exchange -> {
            try {
                accounts.refresh();
            } catch (RuntimeException e) {
                LOG.debugf("Accounts could not be read again: %s", e.getMessage());
            }
        };
    }
}
