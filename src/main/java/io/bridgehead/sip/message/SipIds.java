package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Random identifiers for tags, branches and Call-IDs. */
public final class SipIds {
    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);

    private static final Object LOCK = new Object();
    private static final byte[] POOL = new byte[1024];

    /**
     * Made on first use: class initialisers run when the native executable is built, and a seed in there would be everyone's.
     */
    private static SecureRandom source;
    private static int used = POOL.length;

    private SipIds() {
    }

    /** 80 random bits; RFC 3261 section 19.3 asks for at least 32. */
    public static String newTag() {
        return random(16);
    }

    /** A branch with the magic cookie. */
    public static String newBranch() {
        return Via.MAGIC_COOKIE + random(20);
    }

    public static String newCallId() {
        return random(26);
    }

    /** @param digits number of digits, each worth 5 bits, at most 1,024 */
    static String random(int digits) {
        byte[] text = new byte[digits];
        synchronized (LOCK) {
            if (used + digits > POOL.length) {
                refill();
            }
            for (int i = 0; i < digits; i++) {
                text[i] = DIGITS[POOL[used] & 31];
                POOL[used++] = 0; // nobody learns from memory what was given out
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Many at once: a call of the operating system's source costs more than the bytes. */
    private static void refill() {
        if (source == null) {
            source = new SecureRandom();
        }
        source.nextBytes(POOL);
        used = 0;
    }
}
