package io.bridgehead.store;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What many threads have for the one writer, in order, bounded by number and by bytes. Notes that nobody waits for may take
 * twice as much, so that under overload new messages are refused before it is forgotten what became of the old. Whoever adds
 * something wakes the writer only if it sleeps.
 */
final class UnitQueue {

    private enum Writer {
        AWAKE,
        WAITS_FOR_ANYTHING,
        WAITS_FOR_SOMETHING_PROMPT
    }

    private final int limit;
    private final long bytesLimit;
    private final Queue<Unit<?>> units = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Writer state = Writer.AWAKE;
    private volatile Thread writer;

    UnitQueue(int limit, long bytesLimit) {
        this.limit = limit;
        this.bytesLimit = bytesLimit;
    }

    /** Adds a unit; {@code false} if there are too many, or too large ones. */
    boolean offer(Unit<?> unit) {
        boolean passing = unit.kind == Unit.Kind.IN_PASSING;
        int share = passing ? 2 : 1;
        int size = unit.bytes();
        int before = count.getAndIncrement();
        long bytesBefore = bytes.getAndAdd(size);
        // A single unit always fits, however large.
        if (before >= limit * share || before > 0 && bytesBefore + size > bytesLimit * share) {
            count.decrementAndGet();
            bytes.addAndGet(-size);
            return false;
        }
        units.add(unit);
        Writer now = state;
        if (now == Writer.WAITS_FOR_ANYTHING || now == Writer.WAITS_FOR_SOMETHING_PROMPT && !passing) {
            wake();
        }
        return true;
    }

    /** Ends the writer's sleep. */
    void wake() {
        state = Writer.AWAKE;
        LockSupport.unpark(writer);
    }

    int size() {
        return count.get();
    }

    long bytes() {
        return bytes.get();
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** By the writer: waits until there is something, or for some milliseconds. */
    void awaitAnything(long millis) {
        sleep(Writer.WAITS_FOR_ANYTHING, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** By the writer, holding something that is in no hurry: waits for something that is. */
    void awaitPrompt(long deadline) {
        sleep(Writer.WAITS_FOR_SOMETHING_PROMPT, deadline);
    }

    private void sleep(Writer wanted, long deadline) {
        writer = Thread.currentThread();
        state = wanted;
        // Whoever added before the state was seen did not wake us: look once more.
        boolean come = wanted == Writer.WAITS_FOR_ANYTHING ? !units.isEmpty() : hasPrompt();
        for (long left = deadline - System.nanoTime(); !come && left > 0 && state == wanted
                && !Thread.currentThread().isInterrupted(); left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        state = Writer.AWAKE;
    }

    private boolean hasPrompt() {
        return units.stream().anyMatch(unit -> unit.kind != Unit.Kind.IN_PASSING);
    }

    /** By the writer: takes what there is. */
    void drainTo(List<Unit<?>> batch, int most) {
        Unit<?> unit;
        while (batch.size() < most && (unit = units.poll()) != null) {
            count.decrementAndGet();
            bytes.addAndGet(-unit.bytes());
            batch.add(unit);
        }
    }
}
