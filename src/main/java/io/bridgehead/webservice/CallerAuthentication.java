package io.bridgehead.webservice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;

import io.bridgehead.identity.InvalidIdentityException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Finds out who calls a web service. Completes the {@link Call} with its user. */
@Named("callerAuthentication")
@Singleton
@RegisterForReflection(fields = false)
public class CallerAuthentication {

    private static final String BASIC = "basic ";

    private final RoleIdentity identity;
    private final PasswordCheck passwords;

    @Inject
    public CallerAuthentication(RoleIdentity identity, PasswordCheck passwords) {
        this.identity = identity;
        this.passwords = passwords;
    }

    /**
     * Admits people: signed for by the gateway, or with the password of an account (HTTP Basic).
     *
     * @throws CallerRefusedException if neither holds
     * @throws TooManyAttemptsException if there were too many wrong passwords before
     */
    public void authenticateUser(Exchange exchange) {
        Call call = Call.of(exchange);
        String user = call.identity() != null ? signedFor(call) : byPassword(call);
        if (user.indexOf('@') < 0) {
            throw new CallerRefusedException(null);
        }
        call.provenToBeFrom(user);
    }

    /**
     * Admits the conference service and nobody else.
     *
     * @throws CallerRefusedException if the request is not signed as its own
     */
    public void authenticateConferenceService(Exchange exchange) {
        Call call = Call.of(exchange);
        String user = signedFor(call);
        if (!user.equals(RoleIdentity.CONFERENCE_SERVICE)) {
            throw new CallerRefusedException(null);
        }
        call.provenToBeFrom(user);
    }

    private String signedFor(Call call) {
        try {
            return identity.verify(call.identity(), call.message().messageId().orElse(""), call.envelope());
        } catch (InvalidIdentityException e) {
            throw new CallerRefusedException(e);
        }
    }

    /** RFC 7617. */
    private String byPassword(Call call) {
        String authorization = call.authorization();
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new CallerRefusedException(null);
        }
        String credentials;
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
            credentials = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CallerRefusedException(e);
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw new CallerRefusedException(null);
        }
        return passwords.addressOf(credentials.substring(0, colon), credentials.substring(colon + 1), call.peer())
                .orElseThrow(() -> new CallerRefusedException(null));
    }
}
