package io.bridgehead.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a process knows about the rows of one topic without asking the database: whether it is worth while to look. */
final class OutboxTopic {

    private static final long NEVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Rows that nobody works on, or more: one that may not have got into the table counts. */
    private final AtomicLong waiting = new AtomicLong();
    private long changes;
    /** As many changes there were when somebody looked; -1 before. */
    private long lookedAt = -1;
    /** When the first of the rows that were left then may be taken, in microseconds since 1970. */
    private long due = NEVER;

    /** So many rows more wait; fewer if the number is negative. */
    void waiting(long more) {
        waiting.addAndGet(more);
    }

    boolean hasWaiting() {
        return waiting.get() > 0;
    }

    /** There may be rows to take: whoever waits looks. */
    void wake() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** To be asked before a look, for what comes after it. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there may be something to take. */
    boolean isWorthALook(long now) {
        lock.lock();
        try {
            return changes != lookedAt || now >= due;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Somebody has looked.
     *
     * @param before the changes before that
     * @param next when there may be more to take, in microseconds since 1970; {@code null} if nothing is left that waits
     */
    void looked(long before, Long next) {
        lock.lock();
        try {
            lookedAt = before;
            due = next == null ? NEVER : next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a change or for what falls due.
     *
     * @param now in microseconds since 1970
     * @param longest how long at most, in nanoseconds
     */
    void await(long now, long longest) throws InterruptedException {
        lock.lock();
        try {
            long left = due == NEVER ? longest : Math.min(longest, TimeUnit.MICROSECONDS.toNanos(Math.max(0, due - now)));
            while (changes == lookedAt && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
