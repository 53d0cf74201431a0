package io.bridgehead.sip.auth;

import java.util.Optional;

/** Where a server finds what it knows of a user's password. May block; is never called on an event loop by this package. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * The hash of {@code user:realm:password}, see {@link DigestAlgorithm#ha1}.
     *
     * @param user the name as sent, of any content, at most 4096 characters
     * @return lower-case hex, or empty if there is no such user or no hash of that algorithm is kept
     */
    Optional<String> ha1(String user, String realm, DigestAlgorithm algorithm);
}
