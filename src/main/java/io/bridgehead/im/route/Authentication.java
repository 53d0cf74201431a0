package io.bridgehead.im.route;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.im.Domains;
import io.bridgehead.im.GuessingBrake;
import io.bridgehead.im.IdentityCheck;
import io.bridgehead.im.Neighbours;
import io.bridgehead.im.Siblings;
import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.ProxyAuthenticationRequiredException;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.SipMessage;
import io.bridgehead.sip.UnauthorizedException;
import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestFailure;
import io.bridgehead.sip.auth.DigestResult;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Who sent a request (RFC 3261 §22): only a user with the right password passes, and only under the user's own address. The
 * user then stands in the header {@code CamelSipUser}, the address of record in the variable {@code sender}.
 */
@ApplicationScoped
@Named("authentication")
@RegisterForReflection
public class Authentication {

    private static final Logger LOG = Logger.getLogger(Authentication.class);

    private static final String CLAIM = "digestClaim";

    private final DigestAuthenticator digest;
    private final IdentityCheck identity;
    private final Domains domains;
    private final Neighbours neighbours;
    private final Siblings siblings;
    private final GuessingBrake brake;

    Authentication(DigestAuthenticator digest, IdentityCheck identity, Domains domains, Neighbours neighbours,
            Siblings siblings, GuessingBrake brake) {
        this.digest = digest;
        this.identity = identity;
        this.domains = domains;
        this.neighbours = neighbours;
        this.siblings = siblings;
        this.brake = brake;
    }

    /**
     * For a REGISTER, whose To must be the user's own address.
     *
     * @throws UnauthorizedException 401 with challenges
     * @throws ServiceUnavailableException 503 after too many wrong passwords
     * @throws ForbiddenException 403 for another user's address
     */
    public void authenticateAtRegistrar(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        DigestResult result = check(exchange, request, digest.read(request.headers(SipHeader.AUTHORIZATION)));
        if (result instanceof DigestResult.Refused refused) {
            throw new UnauthorizedException(challenges(exchange, request, refused.failure()));
        }
        pass(exchange, (DigestResult.Authenticated) result, request.to().uri());
    }

    /**
     * For any other request, whose From must be the user's own address. A neighbour needs no password for its own users; what
     * another IM server at the same database hands over it has authenticated itself.
     *
     * @throws ProxyAuthenticationRequiredException 407 with challenges
     * @throws ServiceUnavailableException 503 after too many wrong passwords, and if such a server proves nothing
     * @throws ForbiddenException 403 for another user's address
     */
    public void authenticateAtProxy(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        Optional<String> handedOver = siblings.sender(request);
        if (handedOver.isPresent()) {
            exchange.setVariable(SipExchange.HANDED_OVER, true);
            exchange.setVariable(SipExchange.SENDER, handedOver.get());
            return;
        }
        Optional<String> vouchedFor = SipExchange.neighbour(exchange, neighbours)
                .flatMap(neighbour -> neighbours.sender(request, neighbour));
        if (vouchedFor.isPresent()) {
            exchange.setVariable(SipExchange.AUTHENTICATED, vouchedFor.get());
            exchange.setVariable(SipExchange.SENDER, vouchedFor.get());
            exchange.getIn().setHeader(SipConstants.USER, vouchedFor.get());
            return;
        }
        DigestResult result = check(exchange, request, claim(exchange));
        if (result instanceof DigestResult.Refused refused) {
            throw new ProxyAuthenticationRequiredException(challenges(exchange, request, refused.failure()));
        }
        pass(exchange, (DigestResult.Authenticated) result, request.from().uri());
    }

    private DigestResult check(Exchange exchange, SipRequest request, DigestAuthenticator.Claim claim) {
        if (!brake.isQuiet() && claim.user() != null) {
            hold(exchange, request, claim.user());
        }
        DigestResult result = digest.authenticate(request.method(), request.requestUriText(), claim);
        if (result instanceof DigestResult.Authenticated authenticated) {
            brake.right(address(exchange), authenticated.user());
        } else if (result instanceof DigestResult.Refused refused && refused.failure() == DigestFailure.WRONG_CREDENTIALS) {
            brake.wrong(address(exchange), claim.user());
        }
        return result;
    }

    private void hold(Exchange exchange, SipRequest request, String user) {
        int seconds = brake.secondsToWait(address(exchange), user);
        if (seconds > 0) {
            LOG.debugf("%s from %s held for %d s: too many wrong passwords", request.method(), remote(exchange), seconds);
            throw new ServiceUnavailableException(seconds);
        }
    }

    /** What the request claims to prove to a proxy, not judged yet. Does not block. */
    DigestAuthenticator.Claim claim(Exchange exchange) {
        DigestAuthenticator.Claim known = exchange.getProperty(CLAIM, DigestAuthenticator.Claim.class);
        if (known == null) {
            known = digest.read(SipExchange.request(exchange).headers(SipHeader.PROXY_AUTHORIZATION));
            exchange.setProperty(CLAIM, known);
        }
        return known;
    }

    private List<String> challenges(Exchange exchange, SipRequest request, DigestFailure failure) {
        if (failure == DigestFailure.WRONG_CREDENTIALS || failure == DigestFailure.URI_MISMATCH
                || failure == DigestFailure.MALFORMED) {
            LOG.warnf("%s from %s refused: %s", request.method(), remote(exchange), failure);
        }
        return digest.challenges(failure.stale());
    }

    private void pass(Exchange exchange, DigestResult.Authenticated result, SipUri claimed) {
        ServerTransaction transaction = SipMessage.transactionOf(exchange);
        if (transaction != null && transaction.flow() != null) {
            transaction.flow().confirm(); // who answers our challenge has received it
        }
        exchange.setVariable(SipExchange.AUTHENTICATED, domains.aor(result.user()));
        try {
            exchange.setVariable(SipExchange.SENDER, identity.check(result.user(), claimed));
        } catch (ForbiddenException e) {
            LOG.warnf("Request of user %s from %s refused: it claims to be from somebody else", result.user(),
                    remote(exchange));
            throw e;
        }
        exchange.getIn().setHeader(SipConstants.USER, result.user());
    }

    /** The peer's IP address, without its port and brackets. */
    private static String address(Exchange exchange) {
        String remote = remote(exchange);
        int port = remote == null ? -1 : remote.lastIndexOf(':');
        String host = port < 0 ? remote : remote.substring(0, port);
        return host != null && host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String remote(Exchange exchange) {
        return exchange.getIn().getHeader(SipConstants.REMOTE_ADDRESS, String.class);
    }
}
