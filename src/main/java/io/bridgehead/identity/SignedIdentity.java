package io.bridgehead.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.bridgehead.identity.InvalidIdentityException.Reason;

/**
 * Signs who a request is from, and checks it. A token is {@code v1;user;unix-seconds;signature}; the signature is HMAC-SHA256
 * over version, user, time, a context (such as a Call-ID or MessageID) and the SHA-256 of the body, so that it fits one request
 * only. Replays within the window are the business of the idempotency keys.
 */
public final class SignedIdentity {

    /** Default validity. */
    public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);

    private static final int MIN_KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1";
    private static final int MAX_TOKEN = 512;
    private static final Pattern USER = Pattern.compile("[!-:<-~]{1,256}");
    private static final Pattern TOKEN = Pattern.compile(VERSION + ";([!-:<-~]{1,256});([0-9]{1,12});([A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;
    private final Duration window;
    private final ThreadLocal<Hashes> hashes = ThreadLocal.withInitial(this::newHashes);

    /**
     * @param key shared secret of at least 32 bytes
     * @param window how far a token's time may be from ours, before or after; more than zero
     * @throws IllegalArgumentException if the key is too short or the window is not positive
     */
    public SignedIdentity(byte[] key, Duration window) {
        if (key == null || key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("The identity key needs at least " + MIN_KEY_BYTES + " bytes");
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The validity window must be positive");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.window = window;
    }

    /** With the default validity of 60 s. */
    public SignedIdentity(byte[] key) {
        this(key, DEFAULT_WINDOW);
    }

    /**
     * A token for one request.
     *
     * @param user address of record; printable ASCII without blanks and semicolons, at most 256 characters
     * @param context what ties it to the request, such as {@code call-id:…}
     * @param body bytes of the request's body
     * @throws IllegalArgumentException if the user has another form
     */
    public String sign(String user, String context, byte[] body, Instant now) {
        if (user == null || !USER.matcher(user).matches()) {
            throw new IllegalArgumentException("Not a user that can be signed");
        }
        String seconds = Long.toString(now.getEpochSecond());
        return VERSION + ";" + user + ";" + seconds + ";"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(user, seconds, context, body));
    }

    /**
     * The user a token was made for.
     *
     * @throws InvalidIdentityException if it is missing, malformed, too old, or not for this context and body
     */
    public String verify(String token, String context, byte[] body, Instant now) throws InvalidIdentityException {
        if (token == null || token.isEmpty()) {
            throw new InvalidIdentityException(Reason.MISSING);
        }
        Matcher matcher = TOKEN.matcher(token);
        if (token.length() > MAX_TOKEN || !matcher.matches()) {
            throw new InvalidIdentityException(Reason.MALFORMED);
        }
        byte[] expected = mac(matcher.group(1), matcher.group(2), context, body);
        byte[] actual = Base64.getUrlDecoder().decode(matcher.group(3));
        if (!MessageDigest.isEqual(expected, actual)) {
            throw new InvalidIdentityException(Reason.FORGED);
        }
        long age = Math.abs(now.getEpochSecond() - Long.parseLong(matcher.group(2)));
        if (age > window.toSeconds()) {
            throw new InvalidIdentityException(Reason.EXPIRED);
        }
        return matcher.group(1);
    }

    private byte[] mac(String user, String seconds, String context, byte[] body) {
        Hashes hash = hashes.get();
        hash.mac.reset();
        update(hash.mac, VERSION);
        update(hash.mac, user);
        update(hash.mac, seconds);
        update(hash.mac, context);
        return hash.mac.doFinal(hash.digest.digest(body));
    }

    /** What one thread computes with; both are as new after each use that does not fail. */
    private record Hashes(Mac mac, MessageDigest digest) {
    }

    private Hashes newHashes() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Hashes(mac, MessageDigest.getInstance("SHA-256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256 and SHA-256", e);
        }
    }

    /** Each part is preceded by its length, so that no two different lists of parts give the same bytes. */
    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (bytes.length >>> shift));
        }
        mac.update(bytes);
    }
}
