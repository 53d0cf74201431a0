package io.bridgehead.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.bridgehead.sip.auth.NonceIssuer.Nonce;

/**
 * The server's side of digest authentication with {@code qop=auth} (RFC 7616, RFC 8760, RFC 3261 section 22). Thread safe;
 * blocks only as long as its credential source.
 */
public final class DigestAuthenticator {

    /** More credentials headers than this in one request are not looked at. */
    private static final int MAX_CREDENTIALS = 4;

    private final DigestSettings settings;
    private final CredentialSource source;
    private final NonceIssuer nonces;
    private final NonceCounts counts;
    private final String unknownUsersHash;

    public DigestAuthenticator(DigestSettings settings, CredentialSource source) {
        this(settings, source, Clock.systemUTC());
    }

    public DigestAuthenticator(DigestSettings settings, CredentialSource source, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.nonces = new NonceIssuer(settings.key(), settings.nonceLifetime(), clock);
        this.counts = new NonceCounts(settings.nonceLifetime().toMillis(), settings.nonceMemory());
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.unknownUsersHash = HexFormat.of().formatHex(random);
    }

    /**
     * The values of WWW-Authenticate (with 401) or Proxy-Authenticate (with 407), one header each, to be sent in this order:
     * clients use the first algorithm they know (RFC 8760 section 2.4).
     *
     * @param stale true if only the nonce was wrong, see {@link DigestFailure#stale()}
     */
    public List<String> challenges(boolean stale) {
        String nonce = nonces.issue();
        return settings.algorithms().stream()
                .map(a -> new DigestChallenge(settings.realm(), nonce, null, a.token(), true, true, stale).toHeader()).toList();
    }

    /**
     * What a request claims to prove, read but not judged.
     *
     * @param credentials those for our realm; null without any, or with any that cannot be read
     * @param failure why there are none
     */
    public record Claim(DigestCredentials credentials, DigestFailure failure) {

        /** Whose credentials these are said to be; null if there are none. */
        public String user() {
            return credentials == null ? null : credentials.username();
        }
    }

    /**
     * Reads credentials. Does not block.
     *
     * @param headers the values of Authorization or Proxy-Authorization headers, as many as there are
     */
    public Claim read(List<String> headers) {
        DigestCredentials ours = null;
        for (int i = 0; i < headers.size() && i < MAX_CREDENTIALS; i++) {
            try {
                DigestCredentials candidate = DigestCredentials.parse(headers.get(i));
                // Others may be for servers further on (RFC 3261 section 22.3).
                if (ours == null && candidate.realm().equals(settings.realm())) {
                    ours = candidate;
                }
            } catch (MalformedAuthorizationException e) {
                return new Claim(null, DigestFailure.MALFORMED);
            }
        }
        return new Claim(ours, ours == null ? DigestFailure.MISSING : null);
    }

    /**
     * Judges a request.
     *
     * @param requestUri the request line's URI; the digest must have been made for it
     * @param credentials the values of Authorization or Proxy-Authorization headers, as many as there are
     */
    public DigestResult authenticate(String method, String requestUri, List<String> credentials) {
        return authenticate(method, requestUri, read(credentials));
    }

    /** Judges what was read before; blocks only as long as the credential source does for {@link Claim#user()}. */
    public DigestResult authenticate(String method, String requestUri, Claim claim) {
        return claim.credentials() == null ? new DigestResult.Refused(claim.failure())
                : judge(method, requestUri, claim.credentials());
    }

    private DigestResult judge(String method, String requestUri, DigestCredentials given) {
        int count = count(given.nc());
        if (!"auth".equalsIgnoreCase(given.qop()) || given.cnonce() == null || count < 1) {
            return new DigestResult.Refused(DigestFailure.MALFORMED);
        }
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(given.algorithm()).filter(settings.algorithms()::contains);
        if (algorithm.isEmpty()) {
            return new DigestResult.Refused(DigestFailure.ALGORITHM);
        }
        if (!sameUri(requestUri, given.uri())) {
            return new DigestResult.Refused(DigestFailure.URI_MISMATCH);
        }
        if (!proves(given, algorithm.get(), method)) {
            return new DigestResult.Refused(DigestFailure.WRONG_CREDENTIALS);
        }
        // Only who knows the password gets as far as the memory of counts: strangers can neither fill nor advance it.
        Optional<Nonce> nonce = nonces.verify(given.nonce());
        NonceCounts.Outcome outcome = nonce.map(n -> counts.take(n, count)).orElse(NonceCounts.Outcome.STALE);
        return switch (outcome) {
            case ACCEPTED -> new DigestResult.Authenticated(given.username(), algorithm.get());
            case REPLAYED -> new DigestResult.Refused(DigestFailure.REPLAYED);
            case STALE -> new DigestResult.Refused(DigestFailure.STALE_NONCE);
        };
    }

    private boolean proves(DigestCredentials given, DigestAlgorithm algorithm, String method) {
        Optional<String> known = source.ha1(given.username(), settings.realm(), algorithm);
        String expected = given.expectedResponse(algorithm, known.orElse(unknownUsersHash), method);
        boolean same = MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
                given.response().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return same & known.isPresent();
    }

    /** A count of eight hex digits as a positive number, or -1; more than 2^31 requests on one nonce are not believable. */
    private static int count(String nc) {
        if (nc == null || nc.length() != 8) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < 8; i++) {
            int digit = Character.digit(nc.charAt(i), 16);
            if (digit < 0 || nc.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** RFC 3261 section 22.4 item 7: both are the same URI; scheme and host may differ in case only. */
    private static boolean sameUri(String requestUri, String digestUri) {
        int at = requestUri.indexOf('@');
        return requestUri.equals(digestUri) || requestUri.equalsIgnoreCase(digestUri)
                && (at < 0 || requestUri.regionMatches(5, digestUri, 5, Math.max(0, at - 5)));
    }
}
