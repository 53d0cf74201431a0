package io.bridgehead.media;

import java.util.Arrays;

/** Makes tones and finds them again. */
public final class Tones {

    private Tones() {
    }

    /** One sample of a tone. */
    public static short at(double hertz, int amplitude, long sample) {
        return (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * sample / 8000));
    }

    /** Share of the energy that lies at a frequency, by Goertzel over pieces of 100 ms, so that a lost packet does no harm. */
    public static double share(short[] samples, double hertz) {
        int piece = 800;
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
        double power = 0;
        double energy = 0;
        for (int at = 0; at + piece <= samples.length; at += piece) {
            double last = 0;
            double before = 0;
            for (short sample : Arrays.copyOfRange(samples, at, at + piece)) {
                double now = sample + coefficient * last - before;
                before = last;
                last = now;
                energy += sample * sample;
            }
            power += 2 * (last * last + before * before - coefficient * last * before) / piece;
        }
        return energy == 0 ? 0 : power / energy;
    }
}
