package io.bridgehead.sip.message;

/**
 * One Via value (RFC 3261 section 20.42, RFC 3581). Immutable.
 *
 * @param transport e.g. UDP, WS
 * @param host sent-by host, IPv6 with brackets
 * @param port sent-by port, or -1 if none is given
 * @param params branch, received, rport …
 */
public record Via(String transport, String host, int port, Params params) {

    /** What begins a branch made by RFC 3261 rules (section 8.1.1.7). */
    public static final String MAGIC_COOKIE = "z9hG4bK";
    private static final String[] USUAL_TRANSPORTS = { "UDP", "TCP", "TLS", "WS", "WSS" };

    /**
     * @param value one Via value
     * @throws SipParseException if it is malformed; with status 505 if the version is not 2.0
     */
    public static Via parse(String value) {
        int[] at = { 0 };
        String protocol = token(value, at, '/');
        String version = token(value, at, '/');
        if (!protocol.equalsIgnoreCase("SIP")) {
            throw new SipParseException("Malformed Via");
        }
        if (!version.equals("2.0")) {
            throw new SipParseException(505, "Version Not Supported");
        }
        int i = skip(value, at[0]);
        int end = i;
        while (end < value.length() && Ascii.isToken(value.charAt(end))) {
            end++;
        }
        String transport = transport(value, i, end);
        int hostStart = skip(value, end);
        if (transport.isEmpty() || hostStart == end) {
            throw new SipParseException("Malformed Via");
        }
        int hostEnd = HostPort.endOfHost(value, hostStart);
        if (hostEnd < 0) {
            throw new SipParseException("Malformed Via host");
        }
        int port = -1;
        i = skip(value, hostEnd);
        if (i < value.length() && value.charAt(i) == ':') {
            i = skip(value, i + 1);
            int portEnd = i;
            while (portEnd < value.length() && Ascii.isDigit(value.charAt(portEnd))) {
                portEnd++;
            }
            port = (int) Ascii.number(value, i, portEnd, 65_535);
            if (port < 0) {
                throw new SipParseException("Malformed Via port");
            }
            i = portEnd;
        }
        return new Via(transport, value.substring(hostStart, hostEnd), port, Params.parse(value, i));
    }

    /** The transports of every message are not made anew each time. */
    private static String transport(String s, int start, int end) {
        for (String usual : USUAL_TRANSPORTS) {
            if (usual.length() == end - start && s.startsWith(usual, start)) {
                return usual;
            }
        }
        return s.substring(start, end);
    }

    private static String token(String s, int[] at, char end) {
        int start = skip(s, at[0]);
        int i = start;
        while (i < s.length() && Ascii.isToken(s.charAt(i))) {
            i++;
        }
        int next = skip(s, i);
        if (i == start || next == s.length() || s.charAt(next) != end) {
            throw new SipParseException("Malformed Via");
        }
        at[0] = next + 1;
        return s.substring(start, i);
    }

    private static int skip(String s, int i) {
        while (i < s.length() && Ascii.isBlank(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The branch, or null. */
    public String branch() {
        return params.get("branch");
    }

    /** Whether the branch identifies a transaction by itself: cookie and something behind it. */
    public boolean hasRfc3261Branch() {
        String branch = branch();
        return branch != null && branch.length() > MAGIC_COOKIE.length()
                && branch.regionMatches(true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length());
    }

    /** The received parameter, or null. */
    public String received() {
        return params.get("received");
    }

    public boolean hasRport() {
        return params.has("rport");
    }

    /** The port in rport, or -1 if it is absent, empty or not a port. */
    public int rport() {
        String rport = params.get("rport");
        return rport == null ? -1 : (int) Ascii.number(rport, 65_535);
    }

    /** {@code host} or {@code host:port}, as it stands. */
    public String sentBy() {
        return port < 0 ? host : host + ':' + port;
    }

    /** A flag if the value is empty. */
    public Via withParam(String name, String value) {
        return new Via(transport, host, port, params.with(name, value));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(96).append("SIP/2.0/").append(transport).append(' ').append(host);
        if (port >= 0) {
            out.append(':').append(port);
        }
        params.appendTo(out);
        return out.toString();
    }
}
