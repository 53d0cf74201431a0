package io.bridgehead.sip.auth;

import java.util.Map;

/**
 * One digest challenge: the value of a WWW-Authenticate or Proxy-Authenticate header.
 *
 * @param realm the protection domain shown to users
 * @param nonce the server's number used once
 * @param opaque to be returned unchanged, or null
 * @param algorithm the algorithm's name on the wire, or null for MD5; may be one that we do not know
 * @param qopOffered whether the challenge has any {@code qop}
 * @param qopAuth whether {@code qop} offers {@code auth}
 * @param stale true if only the nonce was wrong, not the password
 */
public record DigestChallenge(String realm, String nonce, String opaque, String algorithm, boolean qopOffered, boolean qopAuth,
        boolean stale) {

    /** Reads a header value. */
    public static DigestChallenge parse(String header) throws MalformedAuthorizationException {
        Map<String, String> values = AuthParameters.parseDigest(header);
        String realm = values.get("realm");
        String nonce = values.get("nonce");
        if (realm == null || nonce == null) {
            throw new MalformedAuthorizationException("challenge without realm or nonce");
        }
        String qop = values.get("qop");
        boolean auth = false;
        for (String option : qop == null ? new String[0] : qop.split(",")) {
            auth |= option.strip().equalsIgnoreCase("auth");
        }
        return new DigestChallenge(realm, nonce, values.get("opaque"), values.get("algorithm"), qop != null, auth,
                "true".equalsIgnoreCase(values.get("stale")));
    }

    /** The header value. The quotes around {@code auth} are what RFC 3261 section 25.1 wants here, and only here. */
    public String toHeader() {
        StringBuilder header = new StringBuilder(160).append("Digest realm=").append(AuthParameters.quote(realm));
        header.append(", nonce=").append(AuthParameters.quote(nonce));
        if (opaque != null) {
            header.append(", opaque=").append(AuthParameters.quote(opaque));
        }
        if (stale) {
            header.append(", stale=true");
        }
        if (algorithm != null) {
            header.append(", algorithm=").append(AuthParameters.tokenOrQuoted(algorithm));
        }
        if (qopAuth) {
            header.append(", qop=\"auth\"");
        }
        return header.toString();
    }
}
