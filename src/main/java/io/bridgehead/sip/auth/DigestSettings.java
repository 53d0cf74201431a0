package io.bridgehead.sip.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * What a server challenges with.
 *
 * @param realm the protection domain, normally the SIP domain
 * @param algorithms offered in this order, the preferred one first
 * @param nonceLifetime how long a nonce may be used
 * @param nonceMemory how many nonces in use are remembered, about 100 bytes each; above it the oldest become stale
 * @param key signs the nonces, at least 16 bytes; processes sharing it accept each other's nonces (but not each other's
 *        counts)
 */
public record DigestSettings(String realm, List<DigestAlgorithm> algorithms, Duration nonceLifetime, int nonceMemory,
        byte[] key) {

    public DigestSettings {
        algorithms = List.copyOf(algorithms);
        key = key.clone();
        if (algorithms.isEmpty() || nonceLifetime.toMillis() < 1 || nonceMemory < 1 || key.length < 16) {
            throw new IllegalArgumentException("digest settings out of range");
        }
    }

    /** SHA-256, then MD5 if allowed; nonces live 60 s, 250,000 are remembered, the key is random. */
    public static DigestSettings of(String realm, boolean md5) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new DigestSettings(realm,
                md5 ? List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5) : List.of(DigestAlgorithm.SHA_256),
                Duration.ofSeconds(60), 250_000, key);
    }

    @Override
    public String toString() {
        return "DigestSettings[realm=" + realm + ", algorithms=" + algorithms + ", nonceLifetime=" + nonceLifetime + "]";
    }
}
