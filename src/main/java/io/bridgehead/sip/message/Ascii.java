package io.bridgehead.sip.message;

/** Character classes of RFC 3261 section 25.1, without regular expressions. */
final class Ascii {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 32] = true;
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Ascii() {
    }

    static boolean isToken(int c) {
        return c >= 0 && c < 128 && TOKEN[c];
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
    static long number(String s, long max) {
        long n = 0;
        for (int i = 0; i < s.length(); i++) {
            if (!isDigit(s.charAt(i))) {
                return -1;
            }
            n = n * 10 + (s.charAt(i) - '0');
            if (n > max) {
                return -1;
            }
        }
        return s.isEmpty() ? -1 : n;
    }
}
