package io.bridgehead.sip.auth;

/** Why a request is not authenticated. */
public enum DigestFailure {

    /** No credentials for our realm: the normal first attempt. */
    MISSING,
    /** Credentials that cannot be read, or lack qop=auth. */
    MALFORMED,
    /** An algorithm that was not offered. */
    ALGORITHM,
    /** The digest was made for another request URI. */
    URI_MISMATCH,
    /** Unknown user or wrong password; which of both is not told. */
    WRONG_CREDENTIALS,
    /** The proof is right, but its nonce has expired or is not ours. */
    STALE_NONCE,
    /** The proof is right, but this nonce was used with this or a higher count before. */
    REPLAYED;

    /** Whether the next challenge should say {@code stale=true}: the client need not ask its user for the password. */
    public boolean stale() {
        return this == STALE_NONCE || this == REPLAYED;
    }
}
