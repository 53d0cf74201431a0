package io.bridgehead.sip.dialog;

import java.util.Locale;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;

/**
 * The header Session-Expires (RFC 4028 section 4).
 *
 * @param seconds how long the session lives without a refresh; -1 if the message does not say, or nonsense
 * @param refresher {@code uac}, {@code uas}, or "" if that is left open
 */
record SessionExpires(long seconds, String refresher) {

    /** A day: who asks for more gets that. */
    private static final long LONGEST = 86_400;
    private static final String REFRESHER = "refresher=";

    static SessionExpires of(SipMessage message) {
        String value = message.header(SipHeader.SESSION_EXPIRES);
        String refresher = "";
        for (String part : value == null ? new String[0] : value.toLowerCase(Locale.ROOT).split(";")) {
            String parameter = part.strip();
            refresher = parameter.startsWith(REFRESHER) ? parameter.substring(REFRESHER.length()).strip() : refresher;
        }
        return new SessionExpires(seconds(value), refresher);
    }

    /** Seconds at the beginning of a value of Session-Expires or Min-SE; -1 if there are none. */
    static long seconds(String value) {
        String digits = value == null ? "" : value.split(";", 2)[0].strip();
        return digits.matches("[0-9]{1,10}") ? Math.min(Long.parseLong(digits), LONGEST) : -1;
    }

    @Override
    public String toString() {
        return refresher.isEmpty() ? Long.toString(seconds) : seconds + ";" + REFRESHER + refresher;
    }
}
