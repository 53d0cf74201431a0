package io.bridgehead.sip.auth;

import java.util.Map;

/**
 * What a client proves itself with: the value of an Authorization or Proxy-Authorization header.
 *
 * @param nc the count of requests with this nonce, eight hex digits, or null without qop
 * @param qop {@code auth}, or null for the older form without replay protection (RFC 2069)
 */
public record DigestCredentials(String username, String realm, String nonce, String uri, String response, String algorithm,
        String cnonce, String opaque, String qop, String nc) {

    /** Reads a header value. */
    public static DigestCredentials parse(String header) throws MalformedAuthorizationException {
        Map<String, String> values = AuthParameters.parseDigest(header);
        return new DigestCredentials(required(values, "username"), required(values, "realm"), required(values, "nonce"),
                required(values, "uri"), required(values, "response"), values.get("algorithm"), values.get("cnonce"),
                values.get("opaque"), values.get("qop"), values.get("nc"));
    }

    private static String required(Map<String, String> values, String name) throws MalformedAuthorizationException {
        String value = values.get(name);
        if (value == null) {
            throw new MalformedAuthorizationException(name + " is missing");
        }
        return value;
    }

    /** The response that these credentials should carry for a method, given {@code H(user:realm:password)}. */
    String expectedResponse(DigestAlgorithm hash, String ha1, String method) {
        String ha2 = hash.hash(method + ':' + uri);
        return qop == null ? hash.hash(ha1 + ':' + nonce + ':' + ha2)
                : hash.hash(ha1 + ':' + nonce + ':' + nc + ':' + cnonce + ':' + qop + ':' + ha2);
    }

    DigestCredentials withResponse(String value) {
        return new DigestCredentials(username, realm, nonce, uri, value, algorithm, cnonce, opaque, qop, nc);
    }

    /** The header value. */
    public String toHeader() {
        StringBuilder header = new StringBuilder(256).append("Digest username=").append(AuthParameters.quote(username));
        header.append(", realm=").append(AuthParameters.quote(realm));
        header.append(", nonce=").append(AuthParameters.quote(nonce));
        header.append(", uri=").append(AuthParameters.quote(uri));
        header.append(", response=").append(AuthParameters.quote(response));
        if (algorithm != null) {
            header.append(", algorithm=").append(AuthParameters.tokenOrQuoted(algorithm));
        }
        if (cnonce != null) {
            header.append(", cnonce=").append(AuthParameters.quote(cnonce));
        }
        if (opaque != null) {
            header.append(", opaque=").append(AuthParameters.quote(opaque));
        }
        if (qop != null) {
            header.append(", qop=").append(AuthParameters.tokenOrQuoted(qop)).append(", nc=").append(nc);
        }
        return header.toString();
    }

    /** Keeps the proof out of logs. */
    @Override
    public String toString() {
        return "DigestCredentials[realm=" + realm + "]";
    }
}
