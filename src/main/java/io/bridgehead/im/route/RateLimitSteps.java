package io.bridgehead.im.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.RateLimiter;
import io.bridgehead.im.RateLimits;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipConstants;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A user's share of the server. To be asked once the user is proven, and before anything is written or sent. The parts of the
 * product speak for many users and have no limit.
 */
@ApplicationScoped
@Named("rateLimit")
@RegisterForReflection
public class RateLimitSteps {

    private static final Logger LOG = Logger.getLogger(RateLimitSteps.class);

    private final RateLimits limits;
    private final Accounts accounts;
    /** A user who sends too much shall not fill the log as well. */
    private final RateLimiter warnings = new RateLimiter(1, 1);

    RateLimitSteps(RateLimits limits, Accounts accounts) {
        this.limits = limits;
        this.accounts = accounts;
    }

    /** @throws ServiceUnavailableException 503 with Retry-After */
    public void message(Exchange exchange) {
        check(exchange, limits.messages());
    }

    /** @throws ServiceUnavailableException 503 with Retry-After */
    public void call(Exchange exchange) {
        check(exchange, limits.calls());
    }

    /** @throws ServiceUnavailableException 503 with Retry-After */
    public void registration(Exchange exchange) {
        check(exchange, limits.registrations());
    }

    private void check(Exchange exchange, RateLimiter limit) {
        // Also whoever a neighbour answers for.
        String sender = SipExchange.sender(exchange);
        int seconds = limit.take(sender);
        if (seconds == 0 || isPartOfTheProduct(exchange.getIn().getHeader(SipConstants.USER, String.class))) {
            return;
        }
        if (warnings.take(sender) == 0) {
            LOG.warnf("%s sends more %s than allowed and is told to wait; see bridgehead.limits", sender,
                    exchange.getIn().getHeader(SipConstants.METHOD, String.class));
        }
        throw new ServiceUnavailableException(seconds);
    }

    private boolean isPartOfTheProduct(String user) {
        return user != null && accounts.find(user).filter(account -> account.role() == Account.Role.SERVICE).isPresent();
    }
}
