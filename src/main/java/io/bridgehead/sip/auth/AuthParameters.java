package io.bridgehead.sip.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code scheme name=value, name="value"} as in WWW-Authenticate and Authorization. One pass, bounded length and
 * number of parameters; a name that comes twice is an error because two readers would disagree on which one counts.
 */
final class AuthParameters {

    static final int MAX_LENGTH = 4096;
    static final int MAX_PARAMETERS = 32;

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int position;

    private AuthParameters(String text) {
        this.text = text;
    }

    /** Returns the parameters by lower-case name, values without quotes, of a header value with the scheme Digest. */
    static Map<String, String> parseDigest(String header) throws MalformedAuthorizationException {
        if (header.length() > MAX_LENGTH) {
            throw new MalformedAuthorizationException("longer than " + MAX_LENGTH + " characters");
        }
        AuthParameters parser = new AuthParameters(header);
        parser.skipSpace();
        if (!parser.token().equalsIgnoreCase("digest")) {
            throw new MalformedAuthorizationException("scheme is not Digest");
        }
        parser.parameters();
        return parser.values;
    }

    private void parameters() throws MalformedAuthorizationException {
        do {
            skipSpace();
            String name = token().toLowerCase(Locale.ROOT);
            skipSpace();
            expect('=');
            skipSpace();
            String value = peek() == '"' ? quoted() : token();
            if (values.put(name, value) != null) {
                throw new MalformedAuthorizationException("parameter given twice");
            }
            if (values.size() > MAX_PARAMETERS) {
                throw new MalformedAuthorizationException("more than " + MAX_PARAMETERS + " parameters");
            }
            skipSpace();
        } while (skipComma());
        if (position < text.length()) {
            throw new MalformedAuthorizationException("comma expected");
        }
    }

    private String token() throws MalformedAuthorizationException {
        int start = position;
        while (position < text.length() && isToken(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw new MalformedAuthorizationException("token expected");
        }
        return text.substring(start, position);
    }

    private String quoted() throws MalformedAuthorizationException {
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return value.toString();
            }
            if (c == '\\' && position + 1 < text.length()) {
                c = text.charAt(++position);
            }
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new MalformedAuthorizationException("control character");
            }
            value.append(c);
        }
        throw new MalformedAuthorizationException("quoted string without end");
    }

    private boolean skipComma() {
        if (peek() != ',') {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char c) throws MalformedAuthorizationException {
        if (peek() != c) {
            throw new MalformedAuthorizationException("'" + c + "' expected");
        }
        position++;
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** RFC 3261 token, plus what clients put unquoted although they should not: slashes and the like in a uri or nonce. */
    private static boolean isToken(char c) {
        return c > ' ' && c < 0x7f && "\",=".indexOf(c) < 0;
    }

    /** Writes a value as it is, or quoted if it could be taken for more than one value. */
    static String tokenOrQuoted(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isToken(value.charAt(i))) {
                return quote(value);
            }
        }
        return value.isEmpty() ? quote(value) : value;
    }

    /** Writes a value as a quoted string. */
    static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
