package io.bridgehead.bridge.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.bridgehead.conference.LegId;

/**
 * The identifiers of a leg's first INVITE. They follow from the leg id and a secret: after a crash the repeated command makes
 * the same INVITE, which the telephone absorbs as a retransmission (RFC 3261 §17.2.1) instead of ringing twice; and nobody
 * without the secret can guess them to forge a BYE.
 *
 * @param callId Call-ID
 * @param fromTag tag in From
 * @param branch branch in Via
 * @param sessionId 32 hexadecimal digits for Session-ID (RFC 7989)
 * @param seed spreads the legs over the RTP ports, so that a repeated INVITE names the same one if it is free
 */
record LegIdentity(String callId, String fromTag, String branch, String sessionId, int seed) {

    private static final String ALGORITHM = "HmacSHA256";

    static LegIdentity of(LegId leg, byte[] secret) {
        HexFormat hex = HexFormat.of();
        byte[] callId = derive("call-id", leg, secret);
        byte[] tags = derive("tag", leg, secret);
        byte[] branch = derive("branch", leg, secret);
        byte[] session = derive("session", leg, secret);
        return new LegIdentity(hex.formatHex(callId, 0, 16), hex.formatHex(tags, 0, 8),
                "z9hG4bK" + hex.formatHex(branch, 0, 12),
                hex.formatHex(session, 0, 16), ByteBuffer.wrap(session).getInt(16) & Integer.MAX_VALUE);
    }

    /** The same call, redirected for the so manieth time: another INVITE of it (RFC 3261 section 8.1.3.4). */
    LegIdentity redirected(int times) {
        return times == 0 ? this : new LegIdentity(callId, fromTag, branch + ".to" + times, sessionId, seed);
    }

    private static byte[] derive(String purpose, LegId leg, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal((purpose + '|' + leg).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
