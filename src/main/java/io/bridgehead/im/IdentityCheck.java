package io.bridgehead.im;

import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipUri;

/** A request is from whom its credentials say; the From header must say the same. */
public final class IdentityCheck {

    private final Domains domains;

    public IdentityCheck(Domains domains) {
        this.domains = domains;
    }

    /**
     * Checks the URI of a From header, or of a REGISTER's To header.
     *
     * @param user the authenticated user
     * @return the user's address of record
     * @throws ForbiddenException if the URI is not the user's own
     */
    public String check(String user, SipUri claimed) {
        String own = domains.aor(user);
        String said;
        try {
            said = domains.aorOf(claimed);
        } catch (SipResponseException e) {
            throw new ForbiddenException("From is not the authenticated user");
        }
        if (!own.equals(said)) {
            throw new ForbiddenException("From is not the authenticated user");
        }
        return own;
    }
}
