package io.bridgehead.sip.message;

import java.security.SecureRandom;

/** Random identifiers for tags, branches and Call-IDs. */
public final class SipIds {
    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();

    /**
     * Made on first use: class initialisers run when the native executable is built, and a seed in there would be everyone's.
     */
    private static volatile SecureRandom source;

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

    /** @param digits number of digits, each worth 5 bits */
    static String random(int digits) {
        byte[] bytes = new byte[digits];
        source().nextBytes(bytes);
        char[] text = new char[digits];
        for (int i = 0; i < digits; i++) {
            text[i] = DIGITS[bytes[i] & 31];
        }
        return new String(text);
    }

    private static SecureRandom source() {
        SecureRandom known = source;
        if (known == null) {
            // Two threads may both make one; each is as good as the other.
            known = new SecureRandom();
            source = known;
        }
        return known;
    }
}
