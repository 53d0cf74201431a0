package io.bridgehead.sip.message;

/** Host names and address literals inside URIs and Via values. */
final class HostPort {

    private HostPort() {
    }

    /**
     * Index behind the host that starts at {@code start}, or -1 if there is none. Underscores pass: container names have them.
     */
    static int endOfHost(String s, int start) {
        if (start < s.length() && s.charAt(start) == '[') {
            int i = start + 1;
            while (i < s.length() && (Ascii.isHex(s.charAt(i)) || s.charAt(i) == ':' || s.charAt(i) == '.')) {
                i++;
            }
            return i > start + 2 && i < s.length() && s.charAt(i) == ']' ? i + 1 : -1;
        }
        int i = start;
        while (i < s.length() && isHostChar(s.charAt(i))) {
            i++;
        }
        return i == start || s.charAt(start) == '-' || s.charAt(start) == '.' ? -1 : i;
    }

    private static boolean isHostChar(char c) {
        return Ascii.isAlpha(c) || Ascii.isDigit(c) || c == '-' || c == '.' || c == '_';
    }
}
