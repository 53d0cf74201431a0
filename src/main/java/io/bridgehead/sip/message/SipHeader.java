package io.bridgehead.sip.message;

import java.util.Locale;
import java.util.Set;

/**
 * Header names in their usual spelling, their compact forms (RFC 3261 section 7.3.3) and which of them are comma-separated
 * lists.
 */
public final class SipHeader {
    public static final String ACCEPT = "Accept";
    public static final String ALLOW = "Allow";
    public static final String ALLOW_EVENTS = "Allow-Events";
    public static final String AUTHORIZATION = "Authorization";
    public static final String CALL_ID = "Call-ID";
    public static final String CONTACT = "Contact";
    public static final String CONTENT_ENCODING = "Content-Encoding";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String CSEQ = "CSeq";
    public static final String DATE = "Date";
    public static final String EVENT = "Event";
    public static final String EXPIRES = "Expires";
    public static final String FROM = "From";
    public static final String MAX_FORWARDS = "Max-Forwards";
    public static final String MIN_EXPIRES = "Min-Expires";
    public static final String MIN_SE = "Min-SE";
    public static final String P_ASSERTED_IDENTITY = "P-Asserted-Identity";
    public static final String P_PREFERRED_IDENTITY = "P-Preferred-Identity";
    public static final String PATH = "Path";
    public static final String PROXY_AUTHENTICATE = "Proxy-Authenticate";
    public static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    public static final String PROXY_REQUIRE = "Proxy-Require";
    public static final String REASON = "Reason";
    public static final String RECORD_ROUTE = "Record-Route";
    public static final String REFER_TO = "Refer-To";
    public static final String REQUIRE = "Require";
    public static final String RETRY_AFTER = "Retry-After";
    public static final String ROUTE = "Route";
    public static final String SERVER = "Server";
    public static final String SESSION_EXPIRES = "Session-Expires";
    public static final String SUBJECT = "Subject";
    public static final String SUPPORTED = "Supported";
    public static final String TO = "To";
    public static final String UNSUPPORTED = "Unsupported";
    public static final String USER_AGENT = "User-Agent";
    public static final String VIA = "Via";
    public static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private static final Set<String> LISTS = Set.of("via", "route", "record-route", "contact", "path", "service-route", "allow",
            "supported", "require", "proxy-require", "unsupported", "accept", "accept-encoding", "accept-language",
            "allow-events", "content-encoding", "content-language", "in-reply-to", "p-asserted-identity",
            "p-preferred-identity", "history-info", "alert-info", "call-info", "error-info", "warning", "reason");

    private SipHeader() {
    }

    /** The long form of a compact name such as {@code v}; other names as they are. */
    public static String canonical(String name) {
        if (name.length() != 1) {
            return name;
        }
        return switch (Ascii.lower(name.charAt(0))) {
            case 'a' -> "Accept-Contact";
            case 'b' -> "Referred-By";
            case 'c' -> CONTENT_TYPE;
            case 'e' -> CONTENT_ENCODING;
            case 'f' -> FROM;
            case 'i' -> CALL_ID;
            case 'k' -> SUPPORTED;
            case 'l' -> CONTENT_LENGTH;
            case 'm' -> CONTACT;
            case 'o' -> EVENT;
            case 'r' -> REFER_TO;
            case 's' -> SUBJECT;
            case 't' -> TO;
            case 'u' -> ALLOW_EVENTS;
            case 'v' -> VIA;
            case 'x' -> SESSION_EXPIRES;
            default -> name;
        };
    }

    /** Whether several values may stand in one line, separated by commas. */
    static boolean isList(String canonical) {
        return canonical.equals(VIA) || canonical.equals(CONTACT) || canonical.equals(ROUTE)
                || LISTS.contains(canonical.toLowerCase(Locale.ROOT));
    }
}
