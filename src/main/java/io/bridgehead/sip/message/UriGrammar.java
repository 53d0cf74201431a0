package io.bridgehead.sip.message;

/** Checks URIs in bytes by the same rules as {@link SipUriParser}, without making an object of them. */
final class UriGrammar {

    private UriGrammar() {
    }

    /** Any scheme. */
    static void check(byte[] b, int start, int end) {
        int colon = scheme(b, start, end);
        if (isSip(b, start, colon)) {
            sip(b, colon + 1, end);
        } else {
            opaque(b, colon + 1, end);
        }
    }

    /** @throws SipParseException with status 416 for schemes that nobody here can route */
    static void checkRequestUri(byte[] b, int start, int end) {
        int colon = scheme(b, start, end);
        if (isSip(b, start, colon)) {
            if (sip(b, colon + 1, end)) {
                throw new SipParseException("Headers in the Request-URI");
            }
        } else {
            opaque(b, colon + 1, end);
            if (!isNamed("tel", b, start, colon)) {
                throw new SipParseException(416, SipStatus.reason(416));
            }
        }
    }

    /** @return the index of the colon */
    private static int scheme(byte[] b, int start, int end) {
        int i = start;
        while (i < end && (Ascii.isAlpha(b[i]) || Ascii.isDigit(b[i]) || b[i] == '+' || b[i] == '-' || b[i] == '.')) {
            i++;
        }
        if (i == start || i == end || b[i] != ':' || !Ascii.isAlpha(b[start])) {
            throw new SipParseException("Malformed URI");
        }
        return i;
    }

    private static boolean isSip(byte[] b, int start, int end) {
        return isNamed("sip", b, start, end) || isNamed("sips", b, start, end);
    }

    private static boolean isNamed(String lower, byte[] b, int start, int end) {
        if (lower.length() != end - start) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (Ascii.lower(b[start + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void opaque(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] <= ' ' || b[i] == 127 || b[i] == '<' || b[i] == '>' || b[i] == '"') {
                throw new SipParseException("Malformed URI");
            }
        }
        if (start == end) {
            throw new SipParseException("Malformed URI");
        }
    }

    /** @return whether it has headers */
    private static boolean sip(byte[] b, int start, int end) {
        int i = userInfo(b, start, end);
        i = Grammar.host(b, i, end);
        if (i < 0) {
            throw new SipParseException("Malformed host in URI");
        }
        if (i < end && b[i] == ':') {
            i = Grammar.port(b, i + 1, end, "Malformed port in URI");
        }
        i = params(b, i, end);
        if (i == end) {
            return false;
        }
        if (run(b, i + 1, end, Ascii.URI_HEADERS) != end) {
            throw new SipParseException("Malformed URI");
        }
        return true;
    }

    /** Behind the at sign, or where it started if there is none. */
    private static int userInfo(byte[] b, int start, int end) {
        int at = start;
        while (at < end && b[at] != '@') {
            at++;
        }
        if (at == end) {
            return start;
        }
        int i = run(b, start, at, Ascii.URI_USER);
        if (i == start) {
            throw new SipParseException("Empty user in URI");
        }
        if (i < at && b[i] == ':') {
            i = run(b, i + 1, at, Ascii.URI_PASSWORD);
        }
        if (i != at) {
            throw new SipParseException("Malformed URI");
        }
        return at + 1;
    }

    /** Each name once; ends at the end or at the question mark. */
    private static int params(byte[] b, int from, int end) {
        int i = from;
        long names = 0;
        int count = 0;
        while (i < end && b[i] != '?') {
            int start = i + 1;
            i = b[i] == ';' ? run(b, start, end, Ascii.URI_PARAM) : start;
            if (i == start) {
                throw new SipParseException("Malformed parameter");
            }
            int hash = 0;
            for (int k = start; k < i; k++) {
                hash = hash * 31 + (b[k] | 32);
            }
            names = Grammar.unique(b, from, start, i, names, hash, ++count);
            if (i < end && b[i] == '=') {
                int value = i + 1;
                i = run(b, value, end, Ascii.URI_PARAM);
                while (i < end && b[i] == '=') {
                    i = run(b, i + 1, end, Ascii.URI_PARAM);
                }
                if (i == value) {
                    throw new SipParseException("Empty parameter value");
                }
            }
        }
        return i;
    }

    /** Behind characters of the class and whole escapes. */
    private static int run(byte[] b, int from, int end, int characters) {
        int i = from;
        while (i < end) {
            if (b[i] == '%') {
                if (i + 2 >= end || !Ascii.isHex(b[i + 1]) || !Ascii.isHex(b[i + 2])) {
                    throw new SipParseException("Malformed escape in URI");
                }
                i += 3;
            } else if (Ascii.is(b[i], characters)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }
}
