package io.bridgehead.sip.message;

/** Checks the values of the headers every element reads, in bytes; see {@link Grammar}. */
final class ValueGrammar {
    /** Values in one line. A message with more of them goes in circles or wants to be expensive. */
    static final int MAX_VALUES = 64;

    private ValueGrammar() {
    }

    /** One or several Via values (RFC 3261 section 20.42). */
    static void vias(byte[] b, int start, int end) {
        int i = via(b, start, end);
        for (int count = 1; i < end; count++) {
            limit(count);
            i = via(b, i + 1, end);
        }
    }

    private static int via(byte[] b, int from, int end) {
        int start = Grammar.skipSpace(b, from, end);
        int i = Grammar.token(b, start, end);
        if (i != start + 3 || (b[start] | 32) != 's' || (b[start + 1] | 32) != 'i' || (b[start + 2] | 32) != 'p') {
            throw new SipParseException("Malformed Via");
        }
        start = slash(b, i, end);
        i = Grammar.token(b, start, end);
        if (i == start) {
            throw new SipParseException("Malformed Via");
        }
        boolean version2 = Utf8.isSame("2.0", b, start, i);
        start = slash(b, i, end);
        if (!version2) {
            throw new SipParseException(505, "Version Not Supported");
        }
        i = Grammar.token(b, start, end);
        int host = Grammar.skipSpace(b, i, end);
        if (i == start || host == i) {
            throw new SipParseException("Malformed Via");
        }
        i = Grammar.host(b, host, end);
        if (i < 0) {
            throw new SipParseException("Malformed Via host");
        }
        i = Grammar.skipSpace(b, i, end);
        if (i < end && b[i] == ':') {
            i = Grammar.port(b, Grammar.skipSpace(b, i + 1, end), end, "Malformed Via port");
        }
        return Grammar.params(b, i, end);
    }

    private static int slash(byte[] b, int from, int end) {
        int i = Grammar.skipSpace(b, from, end);
        if (i == end || b[i] != '/') {
            throw new SipParseException("Malformed Via");
        }
        return Grammar.skipSpace(b, i + 1, end);
    }

    /** Exactly one address, as in From and To. */
    static void address(byte[] b, int start, int end) {
        if (address(b, start, end, false) != end) {
            throw new SipParseException("Malformed address");
        }
    }

    /** Whether the value is an address without the parameter tag; false for what is no address. */
    static boolean lacksTag(byte[] b, int start, int end) {
        try {
            int i = addressWithoutParams(b, start, end, false);
            if (Grammar.params(b, i, end) != end) {
                return false;
            }
            while (i < end) {
                if (b[i] == '"') {
                    i = Grammar.quoted(b, i, end);
                } else if (b[i] == ';') {
                    int name = Grammar.skipSpace(b, i + 1, end);
                    i = name;
                    while (i < end && Ascii.is(b[i], Ascii.PARAM_NAME)) {
                        i++;
                    }
                    if (i - name == 3 && (b[name] | 32) == 't' && (b[name + 1] | 32) == 'a' && (b[name + 2] | 32) == 'g') {
                        return false;
                    }
                } else {
                    i++;
                }
            }
            return true;
        } catch (SipParseException e) {
            return false; // answered with what it sent
        }
    }

    /** One or several addresses, as in Route; with {@code wildcard} one of them may be the asterisk of a Contact. */
    static void addresses(byte[] b, int start, int end, boolean wildcard) {
        int i = address(b, start, end, wildcard);
        for (int count = 1; i < end; count++) {
            limit(count);
            i = address(b, i + 1, end, wildcard);
        }
    }

    private static int address(byte[] b, int from, int end, boolean wildcard) {
        return Grammar.params(b, addressWithoutParams(b, from, end, wildcard), end);
    }

    private static int addressWithoutParams(byte[] b, int from, int end, boolean wildcard) {
        int i = Grammar.skipSpace(b, from, end);
        if (wildcard && i < end && b[i] == '*') {
            int behind = Grammar.skipSpace(b, i + 1, end);
            if (behind == end || b[behind] == ',') {
                return behind;
            }
        }
        int open = i;
        if (open < end && b[open] == '"') {
            open = Grammar.skipSpace(b, Grammar.quoted(b, open, end), end);
            if (open == end || b[open] != '<') {
                throw new SipParseException("Malformed address");
            }
        } else {
            int before;
            do {
                before = open;
                open = Grammar.skipSpace(b, Grammar.token(b, open, end), end);
            } while (open > before);
        }
        return open < end && b[open] == '<' ? bracketed(b, open + 1, end) : bare(b, i, end);
    }

    private static int bracketed(byte[] b, int start, int end) {
        int close = start;
        while (close < end && b[close] != '>') {
            close++;
        }
        if (close == end) {
            throw new SipParseException("Unclosed angle bracket");
        }
        UriGrammar.check(b, start, close);
        return close + 1;
    }

    /** Without brackets every parameter belongs to the header, and the URI has neither comma nor question mark (section 20). */
    private static int bare(byte[] b, int start, int end) {
        int i = start;
        while (i < end && b[i] != ';' && b[i] != ',' && b[i] != ' ' && b[i] != '\t' && b[i] != '\r') {
            if (b[i++] == '?') {
                throw new SipParseException("Address needs angle brackets");
            }
        }
        UriGrammar.check(b, start, i);
        return i;
    }

    /**
     * A number below 2^31, then a method.
     *
     * @param method the one it must be, or null for any
     */
    static void cseq(byte[] b, int start, int end, String method) {
        int i = start;
        while (i < end && Ascii.isDigit(b[i])) {
            i++;
        }
        int from = Grammar.skipSpace(b, i, end);
        if (i == start || from == i || from == end || Grammar.token(b, from, end) != end) {
            throw new SipParseException("Malformed CSeq");
        }
        if (Ascii.number(b, start, i, CSeq.MAX_NUMBER) < 0) {
            throw new SipParseException("Overlarge CSeq number");
        }
        if (method != null && !Utf8.isSame(method, b, from, end)) {
            // RFC 4475 section 3.1.2.18: of a method nobody knows that much is wrong in any case.
            throw SipMethod.isKnown(method) ? new SipParseException("CSeq method does not match")
                    : new SipParseException(501, SipStatus.reason(501));
        }
    }

    /** Printable characters without blanks. */
    static void callId(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] <= ' ' || b[i] == 127) {
                throw new SipParseException("Malformed Call-ID");
            }
        }
        if (start == end) {
            throw new SipParseException("Malformed Call-ID");
        }
    }

    /** Only GMT is a time zone in SIP (section 20.17). */
    static void date(byte[] b, int start, int end) {
        if (end - start < 4 || !Utf8.isSame(" GMT", b, end - 4, end)) {
            throw new SipParseException("Malformed Date");
        }
    }

    private static void limit(int count) {
        if (count >= MAX_VALUES) {
            throw new SipParseException("Too many values in one header");
        }
    }
}
