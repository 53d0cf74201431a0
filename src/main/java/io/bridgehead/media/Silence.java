package io.bridgehead.media;

import java.util.Arrays;

import io.bridgehead.media.codec.G711;

/** One encoded frame of silence for each law. */
final class Silence {

    private static final byte[][] FRAMES = new byte[G711.values().length][Mixer.FRAME];

    static {
        for (G711 law : G711.values()) {
            Arrays.fill(FRAMES[law.ordinal()], law.silence());
        }
    }

    private Silence() {
    }

    static byte[] of(G711 law) {
        return FRAMES[law.ordinal()];
    }
}
