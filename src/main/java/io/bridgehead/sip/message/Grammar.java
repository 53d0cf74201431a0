package io.bridgehead.sip.message;

/**
 * Checks header values where they lie, without making an object of them. Each method takes a position in the bytes, returns
 * the one behind what it has checked, and throws {@link SipParseException} for what the grammar of RFC 3261 section 25.1
 * forbids.
 */
final class Grammar {
    /** Parameters of one value. More of them only cost memory and time. */
    static final int MAX_PARAMS = 64;

    private Grammar() {
    }

    /** Behind blanks and folded line breaks. */
    static int skipSpace(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        if (i < end && b[i] == '\r') {
            while (i < end && Ascii.isSpace(b[i])) {
                i++;
            }
        }
        return i;
    }

    static int token(byte[] b, int from, int end) {
        int i = from;
        while (i < end && Ascii.isToken(b[i])) {
            i++;
        }
        return i;
    }

    /** Behind the quoted string whose opening quote is at {@code from}. */
    static int quoted(byte[] b, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '"') {
                return i + 1;
            } else if (b[i] == 127 || Ascii.isSpace(b[i]) && b[i] != ' ' && b[i] != '\t' && b[i] != '\r' && b[i] != '\n') {
                throw new SipParseException("Control character in a quoted string");
            }
        }
        throw new SipParseException("Unterminated quoted string");
    }

    /** A host name, IPv4 address or IPv6 reference; -1 if there is none. */
    static int host(byte[] b, int from, int end) {
        if (from < end && b[from] == '[') {
            int close = from + 1;
            while (close < end && (Ascii.isHex(b[close]) || b[close] == ':' || b[close] == '.')) {
                close++;
            }
            return close < end && b[close] == ']' && Ipv6.isAddress(b, from + 1, close) ? close + 1 : -1;
        }
        int i = from;
        while (i < end && HostPort.isHostChar(b[i])) {
            i++;
        }
        return i == from || b[from] == '-' || b[from] == '.' ? -1 : i;
    }

    /** Digits that are a port. */
    static int port(byte[] b, int from, int end, String otherwise) {
        int i = from;
        while (i < end && Ascii.isDigit(b[i])) {
            i++;
        }
        if (Ascii.number(b, from, i, 65_535) < 0) {
            throw new SipParseException(otherwise);
        }
        return i;
    }

    /** Parameters of a header value, each name once; ends at the end or at a comma. */
    static int params(byte[] b, int from, int end) {
        int i = skipSpace(b, from, end);
        long names = 0;
        int count = 0;
        while (i < end && b[i] != ',') {
            if (b[i] != ';') {
                throw new SipParseException("Malformed parameter");
            }
            int start = skipSpace(b, i + 1, end);
            int hash = 0;
            for (i = start; i < end && Ascii.is(b[i], Ascii.PARAM_NAME); i++) {
                hash = hash * 31 + (b[i] | 32);
            }
            if (i == start) {
                throw new SipParseException("Empty parameter");
            }
            names = unique(b, from, start, i, names, hash, ++count);
            i = skipSpace(b, i, end);
            if (i < end && b[i] == '=') {
                i = skipSpace(b, paramValue(b, skipSpace(b, i + 1, end), end), end);
            }
        }
        return i;
    }

    private static int paramValue(byte[] b, int from, int end) {
        if (from < end && b[from] == '"') {
            return quoted(b, from, end);
        }
        int i = from;
        while (i < end && b[i] != ';' && b[i] != ',' && b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
            byte c = b[i++];
            if (c == '"' || c == '<' || c == '>' || Ascii.isSpace(c)) {
                throw new SipParseException("Malformed parameter value");
            }
        }
        if (i == from) {
            throw new SipParseException("Empty parameter value");
        }
        return i;
    }

    /**
     * Refuses a name that was there before.
     *
     * @param from where the parameters begin
     * @param names which hashes there have been, one bit each
     * @return names with this one
     */
    static long unique(byte[] b, int from, int start, int end, long names, int hash, int count) {
        if (count > MAX_PARAMS) {
            throw new SipParseException("Too many parameters");
        }
        long bit = 1L << hash;
        if ((names & bit) != 0 && isRepeated(b, from, start, end)) {
            throw new SipParseException("Repeated parameter");
        }
        return names | bit;
    }

    /** Whether the name stands already in the well-formed parameters before it. */
    private static boolean isRepeated(byte[] b, int from, int nameStart, int nameEnd) {
        int i = from;
        while (true) {
            while (b[i] != ';') {
                i = b[i] == '"' ? quoted(b, i, nameStart) : i + 1;
            }
            int start = skipSpace(b, i + 1, nameStart);
            if (start == nameStart) {
                return false;
            }
            int k = 0;
            while (k < nameEnd - nameStart && Ascii.lower(b[start + k]) == Ascii.lower(b[nameStart + k])) {
                k++;
            }
            if (k == nameEnd - nameStart && !Ascii.is(b[start + k], Ascii.PARAM_NAME)) {
                return true;
            }
            i = start;
        }
    }
}
