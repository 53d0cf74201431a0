package io.bridgehead.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The hash functions of RFC 8760, strongest first. */
public enum DigestAlgorithm {

    SHA_512_256("SHA-512-256", "SHA-512/256"),
    SHA_256("SHA-256", "SHA-256"),
    /** Broken as a hash, yet the only one that most browser SIP libraries know. */
    MD5("MD5", "MD5");

    private static final HexFormat HEX = HexFormat.of();

    private final String token;
    private final String jcaName;
    /** One for each thread: to look one up costs as much as to use it. */
    private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(this::newDigest);

    DigestAlgorithm(String token, String jcaName) {
        this.token = token;
        this.jcaName = jcaName;
    }

    /** The name on the wire, such as {@code SHA-256}. */
    public String token() {
        return token;
    }

    /** Finds an algorithm by its name on the wire, in any case; no name means MD5 (RFC 7616 section 3.3). */
    public static Optional<DigestAlgorithm> of(String token) {
        if (token == null) {
            return Optional.of(MD5);
        }
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Lower-case hex of the hash of the text's UTF-8 bytes: {@code H()} of RFC 7616. */
    public String hash(String text) {
        return HEX.formatHex(digests.get().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code H(user:realm:password)}: what a server keeps instead of the password. */
    public String ha1(String user, String realm, String password) {
        return hash(user + ':' + realm + ':' + password);
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(jcaName + " is part of every Java runtime", e);
        }
    }
}
