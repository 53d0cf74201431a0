package io.bridgehead.bench;

import java.util.concurrent.ThreadLocalRandom;

/** Identifiers that no other run uses. Only the loop's thread uses it. */
final class Ids {

    private static final String RUN = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    private static long count;

    private Ids() {
    }

    static String next() {
        return RUN + '-' + ++count;
    }
}
