package io.bridgehead.sip.message;

import java.util.Locale;

/**
 * A URI (RFC 3261 section 19.1): {@code sip} and {@code sips} in their parts, any other scheme as opaque text. Immutable.
 * {@link #equals} compares the text, {@link #matches} the meaning.
 */
public final class SipUri {
    private final String scheme;
    private final String user;
    private final String password;
    private final String host;
    private final int port;
    private final Params params;
    private final String headers;
    private final String opaque;

    SipUri(String scheme, String user, String password, String host, int port, Params params, String headers, String opaque) {
        this.scheme = scheme;
        this.user = user;
        this.password = password;
        this.host = host;
        this.port = port;
        this.params = params;
        this.headers = headers;
        this.opaque = opaque;
    }

    /**
     * @throws SipParseException status 400 if the text is not a URI or not a right SIP URI
     */
    public static SipUri parse(String text) {
        return SipUriParser.parse(text);
    }

    /** A {@code sip} URI without parameters; the user is escaped where needed, null for none; port -1 for none. */
    public static SipUri of(String user, String host, int port) {
        return new SipUri("sip", user == null ? null : SipUriParser.escapeUser(user), null, host, port, Params.NONE, null,
                null);
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    public boolean isSip() {
        return opaque == null;
    }

    public boolean isSecure() {
        return scheme.equals("sips");
    }

    /** The user part as it stands, escapes included; null if there is none or the scheme is not sip. */
    public String rawUser() {
        return user;
    }

    /** The user part with escapes resolved; null if there is none. */
    public String user() {
        return user == null ? null : SipUriParser.unescape(user);
    }

    public String password() {
        return password;
    }

    /** Host as it stands, IPv6 in brackets; null if the scheme is not sip. */
    public String host() {
        return host;
    }

    /** -1 if none is given. */
    public int port() {
        return port;
    }

    public Params params() {
        return params;
    }

    /** The value, "" for a flag, null if absent. */
    public String param(String name) {
        return params.get(name);
    }

    /** What stands behind the question mark, or null. */
    public String headers() {
        return headers;
    }

    /** Everything behind the colon, if the scheme is not sip, otherwise null; e.g. the number of a tel URI. */
    public String opaque() {
        return opaque;
    }

    /** Whether the parameter lr marks a loose router. */
    public boolean isLooseRouter() {
        return params.has("lr");
    }

    /** {@code user@host} in lower-case host, without port and parameters: the address-of-record without its scheme. */
    public String userAtHost() {
        String lowerHost = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return user == null ? lowerHost : user() + '@' + lowerHost;
    }

    public SipUri withParam(String name, String value) {
        return new SipUri(scheme, user, password, host, port, params.with(name, value), headers, opaque);
    }

    public SipUri withoutParam(String name) {
        return new SipUri(scheme, user, password, host, port, params.without(name), headers, opaque);
    }

    /** Without the headers part, as a Request-URI must be. */
    public SipUri withoutHeaders() {
        return headers == null ? this : new SipUri(scheme, user, password, host, port, params, null, opaque);
    }

    /**
     * Equality by RFC 3261 section 19.1.4: user with case, host without, the parameters user, ttl, method, maddr, transport
     * strictly.
     */
    public boolean matches(SipUri other) {
        return SipUriMatcher.matches(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        if (opaque != null) {
            return scheme + ':' + opaque;
        }
        StringBuilder out = new StringBuilder(64).append(scheme).append(':');
        if (user != null) {
            out.append(user);
            if (password != null) {
                out.append(':').append(password);
            }
            out.append('@');
        }
        out.append(host);
        if (port >= 0) {
            out.append(':').append(port);
        }
        params.appendTo(out);
        if (headers != null) {
            out.append('?').append(headers);
        }
        return out.toString();
    }
}
