package io.bridgehead.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads URIs strictly by the grammar of RFC 3261 section 25.1. */
final class SipUriParser {

    private SipUriParser() {
    }

    static SipUri parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !Ascii.isAlpha(text.charAt(0)) || !isScheme(text, colon)) {
            throw new SipParseException("Malformed URI");
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return opaque(scheme, text.substring(colon + 1));
        }
        String user = null;
        String password = null;
        int hostStart = colon + 1;
        int at = text.indexOf('@', colon);
        if (at >= 0) {
            int passwordAt = text.indexOf(':', hostStart);
            int userEnd = passwordAt >= 0 && passwordAt < at ? passwordAt : at;
            user = checked(text.substring(hostStart, userEnd), Ascii.URI_USER);
            password = userEnd < at ? checked(text.substring(userEnd + 1, at), Ascii.URI_PASSWORD) : null;
            if (user.isEmpty()) {
                throw new SipParseException("Empty user in URI");
            }
            hostStart = at + 1;
        }
        return hostAndBehind(text, scheme, user, password, hostStart);
    }

    private static SipUri hostAndBehind(String text, String scheme, String user, String password, int hostStart) {
        int i = HostPort.endOfHost(text, hostStart);
        if (i < 0) {
            throw new SipParseException("Malformed host in URI");
        }
        String host = text.substring(hostStart, i);
        int port = -1;
        if (i < text.length() && text.charAt(i) == ':') {
            int start = ++i;
            while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
                i++;
            }
            port = (int) Ascii.number(text, start, i, 65_535);
            if (port < 0) {
                throw new SipParseException("Malformed port in URI");
            }
        }
        int question = text.indexOf('?', i);
        int paramsEnd = question < 0 ? text.length() : question;
        String params = checked(text.substring(i, paramsEnd), Ascii.URI_PARAM);
        String headers = question < 0 ? null : checked(text.substring(question + 1), Ascii.URI_HEADERS);
        return new SipUri(scheme, user, password, host, port, Params.parse(params, 0), headers, null);
    }

    private static SipUri opaque(String scheme, String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c <= ' ' || c >= 127 || c == '<' || c == '>' || c == '"') {
                throw new SipParseException("Malformed URI");
            }
        }
        if (rest.isEmpty()) {
            throw new SipParseException("Malformed URI");
        }
        return new SipUri(scheme, null, null, null, -1, Params.NONE, null, rest);
    }

    private static boolean isScheme(String s, int end) {
        for (int i = 0; i < end; i++) {
            char c = s.charAt(i);
            if (!Ascii.isAlpha(c) && !Ascii.isDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** Only characters of the class, whole escapes and, among parameters, their separators. */
    private static String checked(String s, int characters) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '%') {
                if (i + 2 >= s.length() || !Ascii.isHex(s.charAt(i + 1)) || !Ascii.isHex(s.charAt(i + 2))) {
                    throw new SipParseException("Malformed escape in URI");
                }
                i += 2;
            } else if (!Ascii.is(c, characters) && !(characters == Ascii.URI_PARAM && (c == ';' || c == '='))) {
                throw new SipParseException("Malformed URI");
            }
        }
        return s;
    }

    static String unescape(String s) {
        if (s.indexOf('%') < 0) {
            return s;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '%' && i + 2 < s.length() && Ascii.isHex(s.charAt(i + 1)) && Ascii.isHex(s.charAt(i + 2))) {
                out.write(Character.digit(s.charAt(i + 1), 16) * 16 + Character.digit(s.charAt(i + 2), 16));
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String escapeUser(String user) {
        StringBuilder out = new StringBuilder(user.length());
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (Ascii.is(c, Ascii.URI_USER)) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
