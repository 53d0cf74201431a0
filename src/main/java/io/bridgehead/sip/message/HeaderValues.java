package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Header values as text: unfolded, and cut at commas that stand outside quotes and angle brackets. */
final class HeaderValues {

    private HeaderValues() {
    }

    /** The bytes as text, each line break of a folded line with the blanks behind it as one blank. */
    static String text(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] == '\r') {
                return unfolded(b, start, end);
            }
        }
        return new String(b, start, end - start, StandardCharsets.UTF_8);
    }

    private static String unfolded(byte[] b, int start, int end) {
        byte[] out = new byte[end - start];
        int n = 0;
        for (int i = start; i < end; i++) {
            if (b[i] == '\r') {
                while (i + 1 < end && Ascii.isSpace(b[i + 1])) {
                    i++;
                }
                out[n++] = ' ';
            } else {
                out[n++] = b[i];
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    /** Index behind the closing quote of the quoted string that starts at {@code start}. */
    static int endOfQuoted(String s, int start) {
        for (int i = start + 1; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        throw new SipParseException("Unterminated quoted string");
    }

    /** Index of the comma that ends the element starting at {@code from}, or the length. */
    static int endOfElement(String s, int from) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = from; i < s.length(); i++) {
            char c = s.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"' && !bracketed) {
                quoted = true;
            } else if (c == '<') {
                bracketed = true;
            } else if (c == '>') {
                bracketed = false;
            } else if (c == ',' && !bracketed) {
                return i;
            }
        }
        return s.length();
    }

    static void split(String s, List<String> out) {
        int from = 0;
        while (from <= s.length()) {
            int end = endOfElement(s, from);
            out.add(s.substring(from, end).strip());
            from = end + 1;
        }
    }
}
