package io.bridgehead.bridge.embedded;

import java.time.Duration;

import io.bridgehead.media.codec.G711;

/**
 * What a caller is told, as short tones: they need no language. Each is a row of notes in Hz, 0 is a pause; README.md says what
 * they mean.
 */
enum Prompt {
    /** Enter the PIN: two notes that rise. */
    ENTER(150, 600, 0, 900),
    /** That was wrong, enter it again: three low notes, then {@link #ENTER}. */
    WRONG(150, 300, 0, 300, 0, 300, 0, 0, 600, 0, 900),
    /** You are in: three notes that rise. */
    WELCOME(120, 500, 700, 900),
    /** Nobody else may join: two long notes that fall, twice. */
    NO_ENTRY(350, 800, 500, 0, 800, 500),
    /** Good-bye: three notes that fall. */
    GOODBYE(200, 900, 600, 400);

    private static final double LOUDNESS = 6000;

    private final int noteMillis;
    private final int[] notes;

    Prompt(int noteMillis, int... notes) {
        this.noteMillis = noteMillis;
        this.notes = notes;
    }

    /** How long it takes. */
    Duration duration() {
        return Duration.ofMillis((long) noteMillis * notes.length);
    }

    /** Its samples, 8000 a second; each note fades in and out, so that it does not click. */
    short[] samples() {
        int length = noteMillis * G711.SAMPLE_RATE / 1000;
        short[] samples = new short[length * notes.length];
        int fade = G711.SAMPLE_RATE / 100;
        for (int note = 0; note < notes.length; note++) {
            for (int i = 0; i < length; i++) {
                double edge = Math.min(1, Math.min(i, length - 1 - i) / (double) fade);
                samples[note * length + i] = (short) (edge * LOUDNESS
                        * Math.sin(2 * Math.PI * notes[note] * i / G711.SAMPLE_RATE));
            }
        }
        return samples;
    }
}
