package io.bridgehead.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a process knows about the rows of one topic without asking the database: some it has lent itself, and whether to look.
 */
final class OutboxTopic {

    /** What takers do not come to is better kept in the table than in memory. */
    private static final int MOST_LENT = 1000;
    private static final long NEVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Rows that nobody works on, or more: one that may not have got into the table counts. */
    private final AtomicLong waiting = new AtomicLong();
    /** Lent when they were added, and not taken yet. */
    private final Queue<OutboxRow> lent = new ArrayDeque<>();
    private boolean lentLast;
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

    /** Whether rows may be lent when they are added. */
    boolean hasRoom() {
        lock.lock();
        try {
            return lent.size() < MOST_LENT;
        } finally {
            lock.unlock();
        }
    }

    /** A row was lent when it was added: whoever waits takes it. */
    void lend(OutboxRow row) {
        lock.lock();
        try {
            lent.add(row);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes rows that were lent when they were added; none every other time that there may be some in the table as well. */
    List<OutboxRow> takeLent(int max) {
        lock.lock();
        try {
            List<OutboxRow> rows = new ArrayList<>();
            if (lentLast && changes != lookedAt) {
                lentLast = false;
                return rows;
            }
            while (rows.size() < max && !lent.isEmpty()) {
                rows.add(lent.remove());
            }
            lentLast = !rows.isEmpty();
            return rows;
        } finally {
            lock.unlock();
        }
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
     * Waits for a row that is lent, a change, or what falls due.
     *
     * @param now in microseconds since 1970
     * @param longest how long at most, in nanoseconds
     */
    void await(long now, long longest) throws InterruptedException {
        lock.lock();
        try {
            long left = due == NEVER ? longest : Math.min(longest, TimeUnit.MICROSECONDS.toNanos(Math.max(0, due - now)));
            while (lent.isEmpty() && changes == lookedAt && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
