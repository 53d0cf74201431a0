package io.bridgehead.test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's answer to a digest challenge (RFC 7616, {@code qop=auth}), written apart from the product's. */
public final class DigestAnswer {

    private static final String CLIENT_NONCE = "0a4f113b";

    private DigestAnswer() {
    }

    /** The value of the Authorization or Proxy-Authorization header for a challenge. */
    public static String to(String challenge, String user, String password, String method, String uri) {
        return to(challenge, user, password, method, uri, 1);
    }

    /** The same for the request of that number with the same nonce. */
    static String to(String challenge, String user, String password, String method, String uri, int request) {
        String count = String.format("%08x", request);
        String algorithm = parameter(challenge, "algorithm").isEmpty() ? "MD5" : parameter(challenge, "algorithm");
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String opaque = parameter(challenge, "opaque");
        String secret = hash(algorithm, user + ":" + realm + ":" + password);
        String response = hash(algorithm, secret + ":" + nonce + ":" + count + ":" + CLIENT_NONCE + ":auth:"
                + hash(algorithm, method + ":" + uri));
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", algorithm=" + algorithm + ", qop=auth, nc=" + count + ", cnonce=\"" + CLIENT_NONCE + "\", response=\""
                + response + "\"" + (opaque.isEmpty() ? "" : ", opaque=\"" + opaque + "\"");
    }

    private static String parameter(String challenge, String name) {
        Matcher matcher = Pattern.compile("[\\s,]" + name + "=\"?([^\",]*)").matcher(challenge);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
