package io.bridgehead.conference;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes conference ids: {@code c} and 128 random bits in URL-safe characters, so that knowing one tells nothing of another. */
public final class ConferenceIds {

    private static final int RANDOM_BYTES = 16;

    private ConferenceIds() {
    }

    /** A new id of 23 characters. */
    public static String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        // Made per call: a generator kept in a static field would be seeded at build time in a native image.
        new SecureRandom().nextBytes(bytes);
        return "c" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
