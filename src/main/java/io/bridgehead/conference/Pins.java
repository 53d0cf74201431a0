package io.bridgehead.conference;

import java.security.SecureRandom;

/** Makes PINs. That no two active conferences have the same one is for the repository to see to. */
final class Pins {

    static final int SHORTEST = 6;
    static final int LONGEST = 12;

    private Pins() {
    }

    static String next(int length) {
        // Made per call: a generator kept in a static field would be seeded at build time in a native image.
        SecureRandom random = new SecureRandom();
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
