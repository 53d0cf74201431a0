package io.bridgehead.media;

import java.util.Arrays;

/** The sum of all voices of one beat, from which each leg gets what the others say. Wide enough for 65536 voices. */
final class Mixer {

    /** Samples of 20 ms. */
    static final int FRAME = 160;

    private final int[] sum = new int[FRAME];
    private int voices;

    /** Starts a new beat. */
    void clear() {
        if (voices > 0) {
            Arrays.fill(sum, 0);
            voices = 0;
        }
    }

    /** Adds one voice. */
    void add(short[] voice) {
        for (int i = 0; i < FRAME; i++) {
            sum[i] += voice[i];
        }
        voices++;
    }

    /** How many voices were added in this beat. */
    int voices() {
        return voices;
    }

    /** The sum of all voices, saturated to 16 bits. */
    void mixAll(short[] out) {
        for (int i = 0; i < FRAME; i++) {
            out[i] = saturate(sum[i]);
        }
    }

    /** The sum of all voices but {@code own}, which was added before, saturated to 16 bits. */
    void mixWithout(short[] own, short[] out) {
        for (int i = 0; i < FRAME; i++) {
            out[i] = saturate(sum[i] - own[i]);
        }
    }

    private static short saturate(int value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
