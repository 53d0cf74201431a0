package io.bridgehead.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The audio of all conferences: a few mixing threads and no thread for a leg. Sockets are read by the mixing thread at each
 * beat, so a packet wakes nobody and no lock stands between receiving and mixing.
 */
public final class AudioServer implements AutoCloseable {

    private final MediaConfig config;
    private final PortAllocator allocator;
    private final List<MixingThread> threads = new ArrayList<>();

    /** Starts the mixing threads; they sleep until there is a room. */
    public AudioServer(MediaConfig config) {
        this.config = config;
        this.allocator = new PortAllocator(config);
        for (int i = 0; i < config.mixerThreads(); i++) {
            MixingThread thread = new MixingThread(i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Opens an empty room on the thread that has least to do. */
    public AudioRoom openRoom() {
        MixingThread thread = threads.stream().min(Comparator.comparingInt(MixingThread::load)).orElseThrow();
        AudioRoom room = new AudioRoom(config, allocator, thread);
        thread.add(room);
        return room;
    }

    /** The settings it was made with. */
    public MediaConfig config() {
        return config;
    }

    /** Calls that can still get ports; what other processes took is not known. */
    public int freePorts() {
        return allocator.free();
    }

    /** Beats that were skipped because a mixing thread did not get to run in time; above 0 the machine has too much to do. */
    public long skippedBeats() {
        return threads.stream().mapToLong(MixingThread::skippedBeats).sum();
    }

    /** Stops the threads; rooms should have been closed before. */
    @Override
    public void close() {
        threads.forEach(MixingThread::stop);
    }
}
