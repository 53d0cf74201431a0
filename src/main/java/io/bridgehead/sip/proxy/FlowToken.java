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

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.SipTransport;

/**
 * The user part of our Record-Route: both connections of a dialog, signed together with its Call-ID (RFC 5626 section 5.3),
 * so that it takes nobody anywhere else.
 */
final class FlowToken {

    /**
     * The two sides of a dialog.
     *
     * @param callerTag a hash of the caller's tag: tells in which direction a request goes
     * @param callee where the callee's side is reached anew if its connection is gone and was opened by us, else null
     */
    record Sides(String callerTag, String callerFlow, String calleeFlow, Destination callee) {
    }

    private static final String PREFIX = "ft.";
    private static final int MAC_LENGTH = 16;
    private static final int MAX_LENGTH = 512;

    private final SecretKeySpec key;

    FlowToken(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    static String hash(String tag) {
        return Integer.toHexString(String.valueOf(tag).hashCode());
    }

    String encode(SipRequest invite, Flow caller, Flow callee, Destination calleeAddress) {
        String address = calleeAddress == null ? "||"
                : calleeAddress.transport() + "|" + calleeAddress.host() + "|" + calleeAddress.port();
        byte[] content = (hash(invite.from().tag()) + '|' + caller.id() + '|' + callee.id() + '|' + address)
                .getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mac(invite.callId(), content), MAC_LENGTH + content.length);
        System.arraycopy(content, 0, token, MAC_LENGTH, content.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty unless we made the token for that Call-ID. */
    Optional<Sides> decode(String callId, String user) {
        if (user == null || !user.startsWith(PREFIX) || user.length() > MAX_LENGTH) {
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
        Destination callee = parts[3].isEmpty() ? null
                : new Destination(SipTransport.valueOf(parts[3]), parts[4], Integer.parseInt(parts[5]));
        return Optional.of(new Sides(parts[0], parts[1], parts[2], callee));
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
