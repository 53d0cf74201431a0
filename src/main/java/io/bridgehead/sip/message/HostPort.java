package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/** Host names and address literals inside URIs and Via values. */
final class HostPort {

    private HostPort() {
    }

    /**
     * Index behind the host that starts at {@code start}, or -1 if there is none. Underscores pass: container names have them.
     */
    static int endOfHost(String s, int start) {
        if (start < s.length() && s.charAt(start) == '[') {
            int close = s.indexOf(']', start);
            byte[] address = close < 0 ? SipMessage.NO_BYTES : s.substring(start + 1, close).getBytes(StandardCharsets.UTF_8);
            return Ipv6.isAddress(address, 0, address.length) ? close + 1 : -1;
        }
        int i = start;
        while (i < s.length() && isHostChar(s.charAt(i))) {
            i++;
        }
        return i == start || s.charAt(start) == '-' || s.charAt(start) == '.' ? -1 : i;
    }

    static boolean isHostChar(int c) {
        return Ascii.isAlpha(c) || Ascii.isDigit(c) || c == '-' || c == '.' || c == '_';
    }
}
