package io.bridgehead.sip.dialog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bridgehead.sip.message.SipMessage;

/** The session description in a message: its body or, beside what trunks add such as ISUP, one part of it (RFC 5621). */
final class SessionBody {

    static final String SDP = "application/sdp";
    private static final int MOST_PARTS = 16;
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SDP_PART = Pattern.compile("^Content-Type[ \\t]*:[ \\t]*" + SDP + "\\b",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private SessionBody() {
    }

    /** The description, or null if there is none. */
    static String of(SipMessage message) {
        String type = message.contentType();
        if (type == null || message.bodyLength() == 0) {
            return null;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.startsWith(SDP)) {
            return message.bodyText();
        }
        Matcher boundary = BOUNDARY.matcher(type);
        return lower.startsWith("multipart/") && boundary.find()
                ? part(message.bodyText(), boundary.group(1) != null ? boundary.group(1) : boundary.group(2))
                : null;
    }

    private static String part(String body, String boundary) {
        for (String part : ("\r\n" + body).split(Pattern.quote("\r\n--" + boundary), MOST_PARTS)) {
            int blank = part.indexOf("\r\n\r\n");
            if (blank > 0 && SDP_PART.matcher(part.substring(0, blank)).find()) {
                return part.substring(blank + 4);
            }
        }
        return null;
    }
}
