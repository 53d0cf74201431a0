package io.bridgehead.sip.proxy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;

/**
 * The user part of our Record-Route: both connections of a dialog, signed together with its Call-ID (RFC 5626 section 5.3),
 * so that it takes nobody anywhere else.
 */
final class FlowToken {

    /**
     * One end of a dialog.
     *
     * @param flow id of its connection
     * @param again where it is reached anew if that connection is gone; null if only it can open connections
     * @param contact a hash of its address of record and contact, see {@link #hash}
     */
    record Side(String flow, Destination again, String contact) {
    }

    /** @param callerTag a hash of the caller's tag: tells in which direction a request goes */
    record Sides(String callerTag, Side caller, Side callee) {
    }

    private static final String PREFIX = "ft.";
    private static final int MAC_LENGTH = 16;
    private static final int HASH_LENGTH = 6;
    private static final int FIELDS = 11;
    private static final int MAX_LENGTH = 640;

    private final SecretKeySpec key;

    FlowToken(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Short, but not to be met by chance or by trying contacts. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }

    static boolean isToken(String user) {
        return user != null && user.startsWith(PREFIX) && user.length() <= MAX_LENGTH;
    }

    String encode(String callId, Sides sides) {
        byte[] content = (sides.callerTag() + '|' + text(sides.caller()) + '|' + text(sides.callee()))
                .getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mac(callId, content), MAC_LENGTH + content.length);
        System.arraycopy(content, 0, token, MAC_LENGTH, content.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String text(Side side) {
        String again = side.again() == null ? "||"
                : side.again().transport() + "|" + host(side.again()) + "|" + side.again().port();
        return side.flow() + '|' + again + '|' + side.contact();
    }

    /** The address that was found, or where a certificate will be checked the name, which is looked up again then. */
    private static String host(Destination again) {
        return again.address() == null || again.transport().isSecure() ? again.host() : again.address().getHostAddress();
    }

    /** Empty unless we made the token for that Call-ID. */
    Optional<Sides> decode(String callId, String user) {
        if (!isToken(user)) {
            return Optional.empty();
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(user.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (token.length <= MAC_LENGTH) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(token, MAC_LENGTH, token.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(token, MAC_LENGTH), Arrays.copyOf(mac(callId, content), MAC_LENGTH))) {
            return Optional.empty();
        }
        String[] parts = new String(content, StandardCharsets.UTF_8).split("\\|", -1);
        // A token of another version of this program, made with the same key, is none of ours either.
        return parts.length != FIELDS ? Optional.empty() : Optional.of(new Sides(parts[0], side(parts, 1), side(parts, 6)));
    }

    private static Side side(String[] parts, int at) {
        Destination again = parts[at + 1].isEmpty() ? null
                : new Destination(SipTransport.valueOf(parts[at + 1]), parts[at + 2], Integer.parseInt(parts[at + 3]));
        return new Side(parts[at], again, parts[at + 4]);
    }

    private byte[] mac(String callId, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(callId.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(content), MAC_LENGTH);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }
}
