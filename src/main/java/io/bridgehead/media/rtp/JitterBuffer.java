package io.bridgehead.media.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.bridgehead.media.codec.G711;

/**
 * Turns packets that come early, late, twice or in the wrong order into one frame for each beat of the conference clock.
 * <p>
 * The buffer is a ring of linear samples addressed by RTP timestamp, so packets of any length (10, 20, 30, 60 ms …) and in
 * any order fall into place and a duplicate overwrites itself. A sample not yet received holds {@link #EMPTY}, a value G.711
 * never decodes to. It is bounded: one second of memory, whatever arrives. A sender whose clock runs fast is met by dropping
 * a frame, a slow one by repeating. Not thread-safe: owned by the room's clock.
 */
public final class JitterBuffer {

    private static final short EMPTY = Short.MIN_VALUE;
    private static final int CAPACITY = 8192;
    private static final int MASK = CAPACITY - 1;
    /** Longest lead of a packet over the play-out point that is still taken for jitter: half a second. */
    private static final int LONGEST_LEAD = 4000;
    /** Beats over which the lowest filling is watched before it is called too high. */
    private static final int WATCH_BEATS = 50;
    /** Beats with an empty buffer after which the next packet starts anew. */
    private static final int PAUSE_BEATS = 4;
    /** Frames in a row that are filled by fading repetitions when packets are lost. */
    private static final int CONCEALED_FRAMES = 3;
    private static final int LATE_IN_A_ROW = 10;

    private final int frame;
    private final int delay;
    private final short[] ring = new short[CAPACITY];
    private final short[] last;

    private boolean started;
    private int playAt;
    private int filledTo;
    private int emptyBeats;
    private int missedFrames = Integer.MAX_VALUE;
    private int lowestFill = Integer.MAX_VALUE;
    private int watchedBeats;
    private int lateInARow;
    private long newestEnergy;
    private long energy;
    private long late;
    private long concealed;
    private long skipped;

    /**
     * @param frame samples taken at each beat, 160 for 20 ms
     * @param delay samples a steady stream is delayed by, to absorb that much jitter; 0..1600
     */
    public JitterBuffer(int frame, int delay) {
        if (frame < 1 || frame > 960 || delay < 0 || delay > 1600) {
            throw new IllegalArgumentException("frame " + frame + " or delay " + delay + " out of range");
        }
        this.frame = frame;
        this.delay = delay;
        this.last = new short[frame];
        Arrays.fill(ring, EMPTY);
    }

    /** Forgets everything, as for a new synchronisation source. */
    public void reset() {
        Arrays.fill(ring, EMPTY);
        started = false;
        newestEnergy = 0;
        emptyBeats = 0;
        lateInARow = 0;
        missedFrames = Integer.MAX_VALUE;
        restartWatch();
    }

    /**
     * Takes the payload of one packet: {@code length} codes of {@code law} from index {@code offset}; longer than half a second
     * is cut.
     */
    public void put(int timestamp, G711 law, ByteBuffer buffer, int offset, int length) {
        int samples = Math.min(length, LONGEST_LEAD);
        if (samples == 0) {
            return;
        }
        int lead = timestamp - playAt;
        if (!started || lead > LONGEST_LEAD || lead < -LONGEST_LEAD) {
            startAt(timestamp);
            lead = delay;
        }
        if (lead + samples <= 0) {
            late++;
            if (++lateInARow >= LATE_IN_A_ROW) {
                startAt(timestamp);
                lead = delay;
            } else {
                return;
            }
        }
        lateInARow = 0;
        long sum = 0;
        int skip = Math.max(0, -lead);
        for (int i = skip; i < samples; i++) {
            short sample = law.decode(buffer.get(offset + i));
            ring[(timestamp + i) & MASK] = sample;
            sum += sample * sample;
        }
        newestEnergy = sum / (samples - skip);
        if (timestamp + samples - filledTo > 0) {
            filledTo = timestamp + samples;
        }
    }

    private void startAt(int timestamp) {
        if (started) {
            Arrays.fill(ring, EMPTY);
        }
        started = true;
        playAt = timestamp - delay;
        filledTo = timestamp;
        emptyBeats = 0;
        lateInARow = 0;
        restartWatch();
    }

    /**
     * Takes the next frame.
     *
     * @param out receives the samples; untouched if there are none
     * @return false if the sender is pausing or nothing ever came: there is nothing to mix
     */
    public boolean take(short[] out) {
        if (!started) {
            return false;
        }
        int fill = filledTo - playAt;
        if (fill <= 0) {
            // The play-out point waits for a slow sender instead of running ahead of it; a real pause ends the stream.
            if (++emptyBeats >= PAUSE_BEATS) {
                started = false;
                newestEnergy = 0;
                missedFrames = Integer.MAX_VALUE;
                return false;
            }
            return conceal(out);
        }
        emptyBeats = 0;
        dropIfTooFull(fill);
        int empty = 0;
        long sum = 0;
        for (int i = 0; i < frame; i++) {
            int at = (playAt + i) & MASK;
            short sample = ring[at];
            ring[at] = EMPTY;
            if (sample == EMPTY) {
                empty++;
                sample = 0;
            }
            out[i] = sample;
            sum += sample * sample;
        }
        playAt += frame;
        if (empty == frame) {
            return conceal(out);
        }
        energy = sum / frame;
        if (empty == 0 || missedFrames != Integer.MAX_VALUE) {
            System.arraycopy(out, 0, last, 0, frame);
        }
        missedFrames = 0;
        return true;
    }

    /** A missing frame is the last one, fading by half each time: heard as a small dip instead of a click. */
    private boolean conceal(short[] out) {
        if (missedFrames >= CONCEALED_FRAMES) {
            return false;
        }
        missedFrames++;
        concealed++;
        energy >>= 2;
        for (int i = 0; i < frame; i++) {
            last[i] >>= 1;
            out[i] = last[i];
        }
        return true;
    }

    /**
     * The lowest filling of the last second says how much delay is not needed: above it by a frame or more, a frame is left
     * out.
     */
    private void dropIfTooFull(int fill) {
        lowestFill = Math.min(lowestFill, fill);
        if (++watchedBeats < WATCH_BEATS && lowestFill < delay + 10 * frame) {
            return;
        }
        if (watchedBeats >= WATCH_BEATS / 10 && lowestFill >= delay + 2 * frame) {
            for (int i = 0; i < frame; i++) {
                ring[(playAt + i) & MASK] = EMPTY;
            }
            playAt += frame;
            skipped++;
            restartWatch();
        } else if (watchedBeats >= WATCH_BEATS) {
            restartWatch();
        }
    }

    private void restartWatch() {
        lowestFill = Integer.MAX_VALUE;
        watchedBeats = 0;
    }

    /** Mean square of the samples of the frame taken last. */
    public long energy() {
        return energy;
    }

    /** Mean square of the samples received last, which will be played after the delay; 0 in a pause. */
    public long newestEnergy() {
        return newestEnergy;
    }

    /** Samples between the play-out point and the newest one received. */
    public int fill() {
        return started ? Math.max(0, filledTo - playAt) : 0;
    }

    /** Packets that came after their time. */
    public long late() {
        return late;
    }

    /** Frames that were filled by repetition. */
    public long concealed() {
        return concealed;
    }

    /** Frames left out to catch up with a fast sender. */
    public long skipped() {
        return skipped;
    }
}
