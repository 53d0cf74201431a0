package io.bridgehead.conference;

import java.util.Random;

/** Now and then the process dies as it writes: just before it, so that nothing is written, or just after it. */
final class CrashingRepository extends InMemoryConferenceRepository {

    /** The process is gone; whoever called it does not learn what became of the call. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        Crash() {
            super("The process died", null, false, false);
        }
    }

    private final Random random;
    private final double often;

    CrashingRepository(Random random, double often) {
        this.random = random;
        this.often = often;
    }

    @Override
    public synchronized void append(ConferenceAppend append) {
        crash();
        super.append(append);
        crash();
    }

    private void crash() {
        if (random.nextDouble() < often) {
            throw new Crash();
        }
    }
}
