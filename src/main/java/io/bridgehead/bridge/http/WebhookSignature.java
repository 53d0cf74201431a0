package io.bridgehead.bridge.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.bridgehead.bridge.http.InvalidSignatureException.Reason;

/**
 * Signs what Bridgehead and a bridge send each other, and checks it, as Standard Webhooks do: {@code v1,} and the Base64 of
 * HMAC-SHA256 over {@code id.timestamp.body}. There may be several secrets while they are being changed: all sign, any is
 * believed.
 */
public final class WebhookSignature {

    /** Header with the id of the command, or of the batch of events. */
    public static final String ID = "webhook-id";
    /** Header with the time of sending, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** Header with the signatures, parted by blanks. */
    public static final String SIGNATURE = "webhook-signature";
    /** How far the timestamp may be from our time, before or after. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** The shortest secret, in characters. */
    public static final int MIN_SECRET = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final String STANDARD_PREFIX = "whsec_";
    private static final int MAX_HEADER = 1024;
    private static final int MAX_SIGNATURES = 8;
    private static final int MAX_SECRETS = 4;
    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern TIME_FORM = Pattern.compile("[0-9]{1,12}");

    private final List<SecretKeySpec> keys;

    /**
     * @param secrets the current one first; a secret {@code whsec_…} is the Base64 of the key, any other is the key itself, in
     *        UTF-8
     * @throws IllegalArgumentException if there is none, there are more than four, or one is too short or not Base64
     */
    public WebhookSignature(List<String> secrets) {
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("One to " + MAX_SECRETS + " secrets are needed");
        }
        keys = secrets.stream().map(WebhookSignature::key).toList();
    }

    /** With one secret. */
    public WebhookSignature(String secret) {
        this(List.of(secret));
    }

    private static SecretKeySpec key(String secret) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("A secret needs at least " + MIN_SECRET + " characters");
        }
        if (!secret.startsWith(STANDARD_PREFIX)) {
            return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        }
        try {
            return new SecretKeySpec(Base64.getDecoder().decode(secret.substring(STANDARD_PREFIX.length())), ALGORITHM);
        } catch (IllegalArgumentException e) {
            // Its message would quote a character of the secret.
            throw new IllegalArgumentException("What follows " + STANDARD_PREFIX + " in a secret must be Base64");
        }
    }

    /**
     * The header {@value #SIGNATURE}.
     *
     * @param id the header {@value #ID}
     * @param time the header {@value #TIMESTAMP}, in whole seconds
     * @param body the bytes of the body, none for GET
     */
    public String sign(String id, Instant time, byte[] body) {
        return keys.stream().map(key -> VERSION + Base64.getEncoder().encodeToString(mac(key, id, seconds(time), body)))
                .collect(Collectors.joining(" "));
    }

    /** The header {@value #TIMESTAMP} of a time. */
    public static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    /**
     * Checks the three headers of a request.
     *
     * @param id the header {@value #ID}, null if it is missing
     * @param timestamp the header {@value #TIMESTAMP}, null if it is missing
     * @param signatures the header {@value #SIGNATURE}, null if it is missing
     * @param body the bytes as they came
     * @throws InvalidSignatureException if they are missing, malformed, too old or of somebody else
     */
    public void verify(String id, String timestamp, String signatures, byte[] body, Instant now)
            throws InvalidSignatureException {
        if (id == null || timestamp == null || signatures == null) {
            throw new InvalidSignatureException(Reason.MISSING);
        }
        if (!ID_FORM.matcher(id).matches() || !TIME_FORM.matcher(timestamp).matches() || signatures.length() > MAX_HEADER) {
            throw new InvalidSignatureException(Reason.MALFORMED);
        }
        if (!anyFits(id, timestamp, signatures.split(" ", MAX_SIGNATURES + 1), body)) {
            throw new InvalidSignatureException(Reason.FORGED);
        }
        if (Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE.toSeconds()) {
            throw new InvalidSignatureException(Reason.EXPIRED);
        }
    }

    private boolean anyFits(String id, String timestamp, String[] signatures, byte[] body) {
        boolean fits = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = (VERSION + Base64.getEncoder().encodeToString(mac(key, id, timestamp, body)))
                    .getBytes(StandardCharsets.US_ASCII);
            for (String signature : signatures) {
                fits |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return fits;
    }

    private static byte[] mac(SecretKeySpec key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
