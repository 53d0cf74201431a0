package io.bridgehead.sip.message;

import java.util.Arrays;

/**
 * Parameters of a URI or header value, {@code ;name=value;flag}, in their order. Immutable. Names compare without case.
 * Values keep their quotes.
 */
public final class Params {
    public static final Params NONE = new Params(new String[0]);

    /** Name, value, name, value …; a flag's value is "". */
    private final String[] pairs;

    private Params(String[] pairs) {
        this.pairs = pairs;
    }

    /**
     * Parses {@code ;a=b;c} beginning at {@code from}, blanks allowed around the separators.
     *
     * @throws SipParseException if a name is missing, not a token or there twice, if a quoted value does not end, or if there
     *         are more than {@value Grammar#MAX_PARAMS} of them
     */
    static Params parse(String s, int from) {
        int i = skipBlanks(s, from);
        if (i == s.length()) {
            return NONE;
        }
        String[] pairs = new String[8];
        int n = 0;
        while (i < s.length()) {
            if (s.charAt(i) != ';') {
                throw new SipParseException("Malformed parameter");
            }
            int start = skipBlanks(s, i + 1);
            int end = start;
            while (end < s.length() && Ascii.is(s.charAt(end), Ascii.PARAM_NAME)) {
                end++;
            }
            if (end == start) {
                throw new SipParseException("Empty parameter");
            }
            i = skipBlanks(s, end);
            String value = "";
            if (i < s.length() && s.charAt(i) == '=') {
                int valueStart = skipBlanks(s, i + 1);
                int valueEnd = valueEnd(s, valueStart);
                value = s.substring(valueStart, valueEnd);
                i = skipBlanks(s, valueEnd);
            }
            if (n == 2 * Grammar.MAX_PARAMS) {
                throw new SipParseException("Too many parameters");
            }
            if (n == pairs.length) {
                pairs = Arrays.copyOf(pairs, n * 2);
            }
            pairs[n++] = name(s, start, end);
            pairs[n++] = value;
            refuseRepeated(pairs, n);
        }
        return new Params(Arrays.copyOf(pairs, n));
    }

    /** The names of every message are not made anew each time. */
    private static String name(String s, int start, int end) {
        String usual = switch (end - start) {
            case 2 -> "lr";
            case 3 -> "tag";
            case 5 -> "rport";
            case 6 -> "branch";
            case 8 -> "received";
            case 9 -> "transport";
            default -> "";
        };
        return !usual.isEmpty() && s.startsWith(usual, start) ? usual : s.substring(start, end);
    }

    /** No name may stand twice: two readers would disagree on which one counts. */
    private static void refuseRepeated(String[] pairs, int n) {
        for (int i = 0; i < n - 2; i += 2) {
            if (pairs[i].equalsIgnoreCase(pairs[n - 2])) {
                throw new SipParseException("Repeated parameter");
            }
        }
    }

    private static int valueEnd(String s, int start) {
        if (start < s.length() && s.charAt(start) == '"') {
            return HeaderValues.endOfQuoted(s, start);
        }
        int end = start;
        while (end < s.length() && s.charAt(end) != ';' && !Ascii.isBlank(s.charAt(end))) {
            char c = s.charAt(end++);
            if (c == '"' || c == '<' || c == '>' || c == ',' || c < ' ') {
                throw new SipParseException("Malformed parameter value");
            }
        }
        if (end == start) {
            throw new SipParseException("Empty parameter value");
        }
        return end;
    }

    private static int skipBlanks(String s, int i) {
        while (i < s.length() && Ascii.isBlank(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The value, "" for a flag, null if there is no such parameter. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    public int size() {
        return pairs.length / 2;
    }

    /** @param index 0 to size-1 */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** @param index 0 to size-1 */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** These parameters with one replaced or appended; an empty value makes a flag. */
    public Params with(String name, String value) {
        String[] changed = pairs;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                changed = pairs.clone();
                changed[i + 1] = value;
                return new Params(changed);
            }
        }
        changed = Arrays.copyOf(pairs, pairs.length + 2);
        changed[pairs.length] = name;
        changed[pairs.length + 1] = value;
        return new Params(changed);
    }

    public Params without(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                String[] changed = new String[pairs.length - 2];
                System.arraycopy(pairs, 0, changed, 0, i);
                System.arraycopy(pairs, i + 2, changed, i, changed.length - i);
                return new Params(changed);
            }
        }
        return this;
    }

    void appendTo(StringBuilder out) {
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(';').append(pairs[i]);
            if (!pairs[i + 1].isEmpty()) {
                out.append('=').append(pairs[i + 1]);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Params that && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }
}
