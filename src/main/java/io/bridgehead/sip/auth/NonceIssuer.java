package io.bridgehead.sip.auth;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces that carry their own time and signature, so that a flood of challenges costs no memory. A nonce is
 * Base64 of: issue time in ms (8 bytes), random id (8), HMAC-SHA-256 of both (first 16).
 */
final class NonceIssuer {

    /** A nonce of ours. */
    record Nonce(long issuedAt, long id) {
    }

    private static final int SIGNED = 16;
    private static final int LENGTH = 32;
    private static final int TEXT_LENGTH = 43;

    private final SecretKeySpec key;
    private final Clock clock;
    private final long lifetime;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

    NonceIssuer(byte[] key, Duration lifetime, Clock clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.lifetime = lifetime.toMillis();
        this.clock = clock;
    }

    String issue() {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer.wrap(bytes).putLong(clock.millis()).putLong(random.nextLong());
        System.arraycopy(sign(bytes), 0, bytes, SIGNED, LENGTH - SIGNED);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the nonce's content if we signed it and it is not older than its lifetime. */
    Optional<Nonce> verify(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH || !MessageDigest.isEqual(Arrays.copyOfRange(bytes, SIGNED, LENGTH),
                Arrays.copyOf(sign(bytes), LENGTH - SIGNED))) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        Nonce nonce = new Nonce(content.getLong(), content.getLong());
        long age = clock.millis() - nonce.issuedAt();
        // A clock set back must not make nonces live longer than promised by more than one lifetime.
        return age > lifetime || age < -lifetime ? Optional.empty() : Optional.of(nonce);
    }

    private byte[] sign(byte[] nonce) {
        Mac mac = macs.get();
        mac.update(nonce, 0, SIGNED);
        return mac.doFinal();
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }
}
