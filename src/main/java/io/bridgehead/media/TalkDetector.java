package io.bridgehead.media;

/**
 * Decides from the energy of each frame whether somebody speaks. Starting takes a louder sound than going on, and pauses
 * between words do not count: at most one change in 60 ms, and a quiet one only after 600 ms. Where it is noisy, what is 9 dB
 * above the noise counts.
 */
final class TalkDetector {

    /** -42 dBov, mean square of 16-bit samples: ordinary speech is 15 dB above, a quiet room's noise 15 dB below. */
    private static final long LOUD = meanSquare(-42);
    private static final long QUIET = meanSquare(-48);
    private static final int LOUD_FRAMES = 3;
    private static final int QUIET_FRAMES = 30;
    /** Who speaks pauses for a frame now and then, so that the lowest level of two to four seconds is the noise around. */
    private static final int NOISE_FRAMES = 100;
    /** What is louder and never pauses is no noise but a tone. */
    private static final long LOUDEST_NOISE = meanSquare(-36);

    private boolean talking;
    private int loudFrames;
    private int quietFrames;
    private long lowest = Long.MAX_VALUE;
    private long lowestBefore;
    private int watched;

    private static long meanSquare(int decibel) {
        return Math.round(32768.0 * 32768.0 * Math.pow(10, decibel / 10.0));
    }

    /**
     * Takes the energy (mean square) of 20 ms, 0 when nothing was received.
     *
     * @return true if the answer of {@link #isTalking} has changed
     */
    boolean accept(long energy) {
        long noise = noise(energy);
        if (!talking) {
            loudFrames = energy >= Math.max(LOUD, 8 * noise) ? loudFrames + 1 : Math.max(0, loudFrames - 1);
            if (loudFrames < LOUD_FRAMES) {
                return false;
            }
        } else {
            quietFrames = energy < Math.max(QUIET, 4 * noise) ? quietFrames + 1 : 0;
            if (quietFrames < QUIET_FRAMES) {
                return false;
            }
        }
        talking = !talking;
        loudFrames = 0;
        quietFrames = 0;
        return true;
    }

    private long noise(long energy) {
        lowest = Math.min(lowest, energy);
        long noise = Math.min(LOUDEST_NOISE, Math.min(lowest, lowestBefore));
        if (++watched == NOISE_FRAMES) {
            lowestBefore = lowest;
            lowest = Long.MAX_VALUE;
            watched = 0;
        }
        return noise;
    }

    boolean isTalking() {
        return talking;
    }
}
