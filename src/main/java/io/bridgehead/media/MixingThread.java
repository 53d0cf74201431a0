package io.bridgehead.media;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of some rooms: every 20 ms it lets each of them take in, mix and send. Beats are counted from a fixed start, so
 * they do not drift; a short delay is made up by beats in quick succession, a long one is skipped and the media clocks jump
 * with it. Sleeps while it has no rooms.
 */
final class MixingThread implements Runnable {

    static final long BEAT_NANOS = 20_000_000;
    /** More than this behind is not made up: it would only fill the telephones' buffers. */
    private static final long LONGEST_CATCH_UP = 5 * BEAT_NANOS;
    private static final AudioRoom[] NONE = {};

    private final Thread thread;
    private final AtomicLong skipped = new AtomicLong();
    private volatile AudioRoom[] rooms = NONE;
    private volatile boolean running = true;

    MixingThread(int number) {
        thread = new Thread(this, "bridgehead-mixer-" + number);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        thread.start();
    }

    synchronized void add(AudioRoom room) {
        AudioRoom[] more = Arrays.copyOf(rooms, rooms.length + 1);
        more[rooms.length] = room;
        rooms = more;
        LockSupport.unpark(thread);
    }

    synchronized void remove(AudioRoom room) {
        rooms = Arrays.stream(rooms).filter(each -> each != room).toArray(AudioRoom[]::new);
    }

    /** Legs served by this thread, for spreading rooms evenly. */
    int load() {
        int legs = 0;
        for (AudioRoom room : rooms) {
            legs += 1 + room.size();
        }
        return legs;
    }

    /** Beats that were skipped because the thread did not get to run in time. */
    long skippedBeats() {
        return skipped.get();
    }

    void stop() {
        running = false;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        Scratch scratch = new Scratch();
        long beat = 0;
        long due = System.nanoTime();
        while (running) {
            if (rooms.length == 0) {
                LockSupport.park(this);
                due = System.nanoTime();
                continue;
            }
            long late = System.nanoTime() - due;
            if (late < 0) {
                LockSupport.parkNanos(this, -late);
                continue;
            }
            int lost = late > LONGEST_CATCH_UP ? (int) Math.min(Integer.MAX_VALUE, late / BEAT_NANOS) : 0;
            skipped.addAndGet(lost);
            beat += lost;
            beatAll(scratch, beat, lost);
            due += BEAT_NANOS * (1 + lost);
            beat++;
        }
    }

    private void beatAll(Scratch scratch, long beat, int lost) {
        for (AudioRoom room : rooms) {
            room.beat(scratch, beat, lost);
        }
    }
}
