package io.bridgehead.sip.message;

/**
 * A name-addr or addr-spec with header parameters, as in From, To, Contact, Route (RFC 3261 section 20). Immutable.
 *
 * @param displayName unquoted, or null
 * @param uri the address, or null for the {@code *} of a Contact
 * @param params header parameters, such as tag, expires, q
 */
public record NameAddr(String displayName, SipUri uri, Params params) {

    /**
     * @param value one value
     * @throws SipParseException status 400
     */
    public static NameAddr parse(String value) {
        int i = skip(value, 0);
        if (i < value.length() && value.charAt(i) == '*' && skip(value, i + 1) == value.length()) {
            return new NameAddr(null, null, Params.NONE);
        }
        String name = null;
        if (i < value.length() && value.charAt(i) == '"') {
            int end = HeaderValues.endOfQuoted(value, i);
            name = unquote(value.substring(i, end));
            i = skip(value, end);
            if (i == value.length() || value.charAt(i) != '<') {
                throw new SipParseException("Malformed address");
            }
        }
        int open = value.indexOf('<', i);
        if (open < 0) {
            return addrSpec(value, i);
        }
        if (open > i) {
            name = tokens(value.substring(i, open).strip());
        }
        int close = value.indexOf('>', open);
        if (close < 0) {
            throw new SipParseException("Unclosed angle bracket");
        }
        return new NameAddr(name, SipUri.parse(value.substring(open + 1, close)), Params.parse(value, close + 1));
    }

    /**
     * Without brackets every parameter belongs to the header, and the URI may contain neither comma nor question mark (section
     * 20).
     */
    private static NameAddr addrSpec(String value, int from) {
        int end = from;
        while (end < value.length() && value.charAt(end) != ';' && !Ascii.isBlank(value.charAt(end))) {
            char c = value.charAt(end++);
            if (c == ',' || c == '?') {
                throw new SipParseException("Address needs angle brackets");
            }
        }
        return new NameAddr(null, SipUri.parse(value.substring(from, end)), Params.parse(value, end));
    }

    private static String tokens(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (!Ascii.isToken(s.charAt(i)) && !Ascii.isBlank(s.charAt(i))) {
                throw new SipParseException("Display name needs quotes");
            }
        }
        return s;
    }

    private static int skip(String s, int i) {
        while (i < s.length() && Ascii.isBlank(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String unquote(String quoted) {
        StringBuilder out = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\') {
                c = quoted.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    /** Without display name and parameters. */
    public static NameAddr of(SipUri uri) {
        return new NameAddr(null, uri, Params.NONE);
    }

    public static NameAddr of(String displayName, SipUri uri) {
        return new NameAddr(displayName, uri, Params.NONE);
    }

    public boolean isWildcard() {
        return uri == null;
    }

    /** The tag, or null. */
    public String tag() {
        return params.get("tag");
    }

    public String param(String name) {
        return params.get(name);
    }

    public NameAddr withParam(String name, String value) {
        return new NameAddr(displayName, uri, params.with(name, value));
    }

    public NameAddr withoutParam(String name) {
        return new NameAddr(displayName, uri, params.without(name));
    }

    public NameAddr withTag(String tag) {
        return withParam("tag", tag);
    }

    /** With angle brackets always; the display name quoted, line breaks in it replaced by blanks. */
    @Override
    public String toString() {
        if (uri == null) {
            return "*";
        }
        StringBuilder out = new StringBuilder(80);
        if (displayName != null) {
            out.append('"');
            for (int i = 0; i < displayName.length(); i++) {
                char c = displayName.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.append(c < ' ' || c == 127 ? ' ' : c);
            }
            out.append("\" ");
        }
        out.append('<').append(uri).append('>');
        params.appendTo(out);
        return out.toString();
    }
}
