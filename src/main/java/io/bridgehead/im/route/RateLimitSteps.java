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
        String user = exchange.getIn().getHeader(SipConstants.USER, String.class);
        int seconds = limit.take(user);
        if (seconds == 0 || accounts.find(user).filter(account -> account.role() == Account.Role.SERVICE).isPresent()) {
            return;
        }
        if (warnings.take(user) == 0) {
            LOG.warnf("User %s sends more %s than allowed and is told to wait; see bridgehead.limits", user,
                    exchange.getIn().getHeader(SipConstants.METHOD, String.class));
        }
        throw new ServiceUnavailableException(seconds);
    }
}
