package io.bridgehead.webservice;

import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.bridgehead.identity.InvalidIdentityException;
import io.bridgehead.identity.SignedIdentity;

/** Signed identities on the way between our roles: tied to one message by its MessageID and all its bytes. */
@Singleton
public class RoleIdentity {

    /** Who reports statuses. No user's address looks like it: those have an @. */
    public static final String CONFERENCE_SERVICE = "conference-service";

    private final SignedIdentity identity;
    private final Clock clock;

    @Inject
    public RoleIdentity(SignedIdentity identity) {
        this(identity, Clock.systemUTC());
    }

    RoleIdentity(SignedIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** A token for the header {@code Bridgehead-Identity}; the message id is empty where there is none. */
    String sign(String user, String messageId, byte[] envelope) {
        return identity.sign(user, context(messageId), envelope, clock.instant());
    }

    String verify(String token, String messageId, byte[] envelope) throws InvalidIdentityException {
        return identity.verify(token, context(messageId), envelope, clock.instant());
    }

    private static String context(String messageId) {
        return "message-id:" + messageId;
    }
}
