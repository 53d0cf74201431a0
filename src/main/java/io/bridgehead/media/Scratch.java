package io.bridgehead.media;

import java.nio.ByteBuffer;

import io.bridgehead.media.codec.G711;

/** What one mixing thread needs for every beat of every leg, allocated once. */
final class Scratch {

    /** Larger than any packet of an Ethernet; what is longer is cut and then refused or shortened. */
    final ByteBuffer in = ByteBuffer.allocateDirect(2048);
    final ByteBuffer out = ByteBuffer.allocateDirect(512);
    final Mixer mixer = new Mixer();
    private final short[] mixed = new short[Mixer.FRAME];
    private final byte[] own = new byte[Mixer.FRAME];
    private final byte[][] shared = new byte[G711.values().length][Mixer.FRAME];
    private final boolean[] sharedReady = new boolean[G711.values().length];

    /** Starts the beat of a room. */
    void startBeat() {
        mixer.clear();
        for (int i = 0; i < sharedReady.length; i++) {
            sharedReady[i] = false;
        }
    }

    /** What a leg hears whose voice is in the mix. */
    byte[] mixWithout(short[] voice, G711 law) {
        mixer.mixWithout(voice, mixed);
        law.encode(mixed, own, Mixer.FRAME);
        return own;
    }

    /** The next 20 ms of what is played to one leg, {@code null} if nothing is left. */
    byte[] played(Playback playback, G711 law) {
        if (!playback.next(mixed)) {
            return null;
        }
        law.encode(mixed, own, Mixer.FRAME);
        return own;
    }

    /** What all legs hear that say nothing themselves: encoded once for each law. */
    byte[] mixForListeners(G711 law) {
        byte[] frame = shared[law.ordinal()];
        if (!sharedReady[law.ordinal()]) {
            sharedReady[law.ordinal()] = true;
            mixer.mixAll(mixed);
            law.encode(mixed, frame, Mixer.FRAME);
        }
        return frame;
    }
}
