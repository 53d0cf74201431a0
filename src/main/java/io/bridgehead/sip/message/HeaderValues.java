package io.bridgehead.sip.message;

import java.util.ArrayList;
import java.util.List;

/** Cuts header values at commas that stand outside quotes and angle brackets. */
final class HeaderValues {

    private HeaderValues() {
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

    static List<String> split(String s) {
        List<String> out = new ArrayList<>(2);
        split(s, out);
        return out;
    }
}
