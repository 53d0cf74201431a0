package io.bridgehead.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes text from the network fit for both databases. */
final class Text {

    /** PostgreSQL's index rows end at 2,704 bytes; three columns of four-byte characters must fit. */
    private static final int KEY = 200;
    private static final int PLAIN = 4096;

    private Text() {
    }

    /** Text of an indexed column: a long one is cut and made distinct again by its hash. */
    static String key(String value) {
        if (value == null || value.length() <= KEY) {
            return clean(value);
        }
        return clean(value.substring(0, KEY - 65)) + '~' + sha256(value);
    }

    /** Text of a column without index, cut at 4,096 characters. */
    static String plain(String value) {
        return clean(value == null || value.length() <= PLAIN ? value : value.substring(0, PLAIN));
    }

    /** PostgreSQL stores neither NUL nor half a surrogate pair. */
    private static String clean(String value) {
        if (value == null) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return value.codePoints().map(p -> p == 0 || p >= 0xd800 && p <= 0xdfff ? 0xfffd : p)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return value;
    }

    private static String sha256(String value) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
