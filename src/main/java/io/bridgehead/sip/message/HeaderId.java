package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Small numbers for the header names this product knows, so that a line is looked up by comparing an int. A name is recognised
 * once, while its line is read, in any case and in its compact form (RFC 3261 section 7.3.3).
 */
final class HeaderId {
    /** Every other name; such lines are told apart by their text. */
    static final int UNKNOWN = 0;
    static final int VIA = 1;
    static final int FROM = 2;
    static final int TO = 3;
    static final int CALL_ID = 4;
    static final int CSEQ = 5;
    static final int MAX_FORWARDS = 6;
    static final int CONTENT_LENGTH = 7;
    static final int CONTENT_TYPE = 8;
    static final int EXPIRES = 9;
    static final int DATE = 10;
    static final int CONTACT = 11;
    static final int ROUTE = 12;
    static final int RECORD_ROUTE = 13;
    /** Ids are smaller than this, so that one of them and an offset share an int. */
    static final int LIMIT = 64;

    private static final String[] NAMES = { null, SipHeader.VIA, SipHeader.FROM, SipHeader.TO, SipHeader.CALL_ID,
            SipHeader.CSEQ, SipHeader.MAX_FORWARDS, SipHeader.CONTENT_LENGTH, SipHeader.CONTENT_TYPE, SipHeader.EXPIRES,
            SipHeader.DATE, SipHeader.CONTACT, SipHeader.ROUTE, SipHeader.RECORD_ROUTE, SipHeader.ALLOW,
            SipHeader.ALLOW_EVENTS, SipHeader.AUTHORIZATION, SipHeader.CONTENT_ENCODING, SipHeader.EVENT,
            SipHeader.MIN_EXPIRES, SipHeader.P_ASSERTED_IDENTITY, SipHeader.P_PREFERRED_IDENTITY, SipHeader.PATH,
            SipHeader.PROXY_AUTHENTICATE, SipHeader.PROXY_AUTHORIZATION, SipHeader.PROXY_REQUIRE, SipHeader.REASON,
            SipHeader.REFER_TO, SipHeader.REQUIRE, SipHeader.RETRY_AFTER, SipHeader.SERVER, SipHeader.SUBJECT,
            SipHeader.SUPPORTED, SipHeader.UNSUPPORTED, SipHeader.USER_AGENT, SipHeader.WWW_AUTHENTICATE, "Accept-Contact",
            "Referred-By", "Session-Expires" };
    private static final String COMPACT_FORMS = "abcefiklmorstuvx";
    private static final int MASK = 255;
    private static final byte[][] LOWER = new byte[NAMES.length][];
    private static final byte[] SLOTS = new byte[MASK + 1];
    private static final byte[] COMPACT = new byte[128];

    static {
        for (int id = 1; id < NAMES.length; id++) {
            LOWER[id] = NAMES[id].toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            int slot = hash(LOWER[id].length, LOWER[id][0], LOWER[id][LOWER[id].length - 1]);
            while (SLOTS[slot] != UNKNOWN) {
                slot = slot + 1 & MASK;
            }
            SLOTS[slot] = (byte) id;
        }
        for (char form : COMPACT_FORMS.toCharArray()) {
            COMPACT[form] = (byte) of(SipHeader.canonical(String.valueOf(form)));
        }
    }

    private HeaderId() {
    }

    private static int hash(int length, int first, int last) {
        return length * 31 + (first | 32) * 7 + (last | 32) & MASK;
    }

    /** The id of the name in the bytes, which are token characters and at least one. */
    static int of(byte[] b, int start, int end) {
        int length = end - start;
        if (length == 1) {
            return COMPACT[Ascii.lower(b[start])];
        }
        int slot = hash(length, b[start], b[end - 1]);
        for (int id = SLOTS[slot]; id != UNKNOWN; id = SLOTS[slot]) {
            if (isSame(LOWER[id], b, start, length)) {
                return id;
            }
            slot = slot + 1 & MASK;
        }
        return UNKNOWN;
    }

    private static boolean isSame(byte[] lower, byte[] b, int start, int length) {
        if (lower.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // No token character but the capital becomes the small letter this way.
            if ((b[start + i] | 32) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** The id of a name in full. */
    static int of(String name) {
        int length = name.length();
        if (length < 2) {
            return UNKNOWN;
        }
        int slot = hash(length, name.charAt(0), name.charAt(length - 1));
        for (int id = SLOTS[slot]; id != UNKNOWN; id = SLOTS[slot]) {
            if (NAMES[id].equalsIgnoreCase(name)) {
                return id;
            }
            slot = slot + 1 & MASK;
        }
        return UNKNOWN;
    }

    /** The usual spelling of a known name. */
    static String name(int id) {
        return NAMES[id];
    }
}
