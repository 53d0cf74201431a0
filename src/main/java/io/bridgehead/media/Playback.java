package io.bridgehead.media;

/** Something played to one telephone instead of what the others say. Read on the mixing thread only. */
final class Playback {

    private final short[] samples;
    private int at;

    Playback(short[] samples) {
        this.samples = samples.clone();
    }

    /** Fills the next 20 ms, the last ones up with silence; false if nothing is left. */
    boolean next(short[] frame) {
        if (at >= samples.length) {
            return false;
        }
        for (int i = 0; i < frame.length; i++) {
            frame[i] = at < samples.length ? samples[at++] : 0;
        }
        return true;
    }
}
