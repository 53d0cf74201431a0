package io.bridgehead.sip.message;

/** Character classes of RFC 3261 section 25.1, without regular expressions. */
final class Ascii {
    /** What may stand in a token. */
    static final int TOKEN = 1;
    /** What may stand in a parameter name: URI parameters use more characters than tokens have (paramchar). */
    static final int PARAM_NAME = 2;
    /** What may stand in a URI without an escape: in the user, the password, a parameter, the headers. */
    static final int URI_USER = 4;
    static final int URI_PASSWORD = 8;
    static final int URI_PARAM = 16;
    static final int URI_HEADERS = 32;
    /** What never needs an escape in a URI (unreserved). */
    static final int UNRESERVED = 64;
    private static final int ANYWHERE = TOKEN | PARAM_NAME | URI_USER | URI_PASSWORD | URI_PARAM | URI_HEADERS | UNRESERVED;
    private static final byte[] CLASSES = new byte[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] = ANYWHERE;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            CLASSES[c] = ANYWHERE;
            CLASSES[c - 32] = ANYWHERE;
        }
        mark("-.!%*_+`'~", TOKEN | PARAM_NAME);
        mark("[]/:&+$()", PARAM_NAME);
        mark("-_.!~*'()", UNRESERVED | URI_USER | URI_PASSWORD | URI_PARAM | URI_HEADERS);
        mark("&=+$,;?/", URI_USER);
        mark("&=+$,", URI_PASSWORD);
        mark("[]/:&+$", URI_PARAM);
        mark("[]/?:+$=&", URI_HEADERS);
    }

    private Ascii() {
    }

    private static void mark(String characters, int classes) {
        for (char c : characters.toCharArray()) {
            CLASSES[c] |= (byte) classes;
        }
    }

    /** @param classes one or several of the constants */
    static boolean is(int c, int classes) {
        return c >= 0 && c < 128 && (CLASSES[c] & classes) != 0;
    }

    static boolean isToken(int c) {
        return is(c, TOKEN);
    }

    static boolean isToken(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (!isToken(s.charAt(i))) {
                return false;
            }
        }
        return !s.isEmpty();
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Blanks, and the line breaks inside folded values; every control character counts. */
    static boolean isSpace(int c) {
        return c >= 0 && c <= ' ';
    }

    static boolean isHex(int c) {
        return isDigit(c) || (c | 32) >= 'a' && (c | 32) <= 'f';
    }

    static boolean isAlpha(int c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /**
     * Reads a number without sign.
     *
     * @return the number, or -1 if the text is empty, not all digits or above {@code max}
     */
    static long number(CharSequence s, long max) {
        return number(s, 0, s.length(), max);
    }

    /** The number from {@code start} to {@code end} as {@link #number(CharSequence, long)}. */
    static long number(CharSequence s, int start, int end, long max) {
        long n = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(s.charAt(i))) {
                return -1;
            }
            n = n * 10 + (s.charAt(i) - '0');
            if (n > max) {
                return -1;
            }
        }
        return start == end ? -1 : n;
    }

    /** The number in bytes as {@link #number(CharSequence, long)}. */
    static long number(byte[] b, int start, int end, long max) {
        long n = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(b[i])) {
                return -1;
            }
            n = n * 10 + (b[i] - '0');
            if (n > max) {
                return -1;
            }
        }
        return start == end ? -1 : n;
    }
}
