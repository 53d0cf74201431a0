package io.bridgehead.media;

import java.util.Arrays;

/** One conference's audio: everyone hears all others, nobody hears himself. All methods may be called from any thread. */
public final class AudioRoom implements AutoCloseable {

    private static final AudioLeg[] NONE = {};

    private final MediaConfig config;
    private final PortAllocator allocator;
    private final MixingThread thread;
    private volatile AudioLeg[] legs = NONE;
    private boolean closed;

    AudioRoom(MediaConfig config, PortAllocator allocator, MixingThread thread) {
        this.config = config;
        this.allocator = allocator;
        this.thread = thread;
    }

    /**
     * Binds the ports of a new leg and puts it into the room.
     *
     * @param seed number of the call; equal seeds get equal ports and session ids where possible
     * @throws NoMediaPortException if no port pair is free
     * @throws IllegalStateException if the room is closed
     */
    public AudioLeg openLeg(int seed, LegListener listener) {
        return openLeg(seed, 0, listener);
    }

    /** The same with the port that it had before, if that is still free; 0 for any. */
    public AudioLeg openLeg(int seed, int port, LegListener listener) {
        PortPair ports = allocator.allocate(seed, port);
        synchronized (this) {
            if (closed) {
                allocator.release(ports);
                throw new IllegalStateException("the room is closed");
            }
            AudioLeg leg = new AudioLeg(this, ports, config, seed, listener);
            add(leg);
            return leg;
        }
    }

    synchronized void add(AudioLeg leg) {
        AudioLeg[] more = Arrays.copyOf(legs, legs.length + 1);
        more[legs.length] = leg;
        legs = more;
    }

    /** Number of legs. */
    public int size() {
        return legs.length;
    }

    /** Closes every leg and leaves the clock. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (AudioLeg leg : legs) {
            leg.close();
        }
        thread.remove(this);
    }

    synchronized void remove(AudioLeg leg) {
        legs = Arrays.stream(legs).filter(each -> each != leg).toArray(AudioLeg[]::new);
    }

    void release(PortPair ports) {
        allocator.release(ports);
    }

    void beat(Scratch scratch, long beat, int lostBeats) {
        AudioLeg[] now = legs;
        scratch.startBeat();
        for (AudioLeg leg : now) {
            try {
                leg.listen(scratch, beat);
            } catch (RuntimeException e) {
                leg.fail(e);
            }
        }
        for (AudioLeg leg : now) {
            try {
                leg.speak(scratch, beat, lostBeats);
            } catch (RuntimeException e) {
                leg.fail(e);
            }
        }
    }
}
