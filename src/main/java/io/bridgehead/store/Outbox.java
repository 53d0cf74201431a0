package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.bridgehead.conference.OutboxEntry.Topic;

/**
 * Work that follows from what was decided, to be done at least once. Rows of one conference and topic are given out one at a
 * time, in order. A row that is taken is lent: if its taker neither finishes it nor gives it back, another process gets it
 * after the lease, which must be renewed while the work goes on. Several processes may take from PostgreSQL, one from SQLite.
 */
public final class Outbox {

    private final Database database;
    private final Clock clock;
    private final String process;
    private final Duration lease;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private long changes;

    /**
     * @param process name of this process, the same after a restart, another one for every process at the same database
     * @param lease how long a row is lent; longer than it takes until {@link #renew} is called again
     */
    public Outbox(Database database, Clock clock, String process, Duration lease) {
        this.database = database;
        this.clock = clock;
        this.process = process;
        this.lease = lease;
    }

    /** Gives out again what an earlier run of this process had taken; to be called once, before the first take. */
    public void recover() {
        database.call(session -> {
            boolean alone = session.dialect() == Dialect.SQLITE;
            PreparedStatement update = session.prepare("UPDATE outbox SET taker = NULL, not_before = 0 WHERE taker "
                    + (alone ? "IS NOT NULL" : "= ?"));
            if (!alone) {
                update.setString(1, process);
            }
            return update.executeUpdate();
        });
        wake();
    }

    /**
     * Takes rows; blocks.
     *
     * @param max how many at most
     * @param patience how long to wait for the first row; zero does not wait
     */
    public List<OutboxRow> take(Topic topic, int max, Duration patience) {
        long nanos = patience.toNanos();
        while (true) {
            long before = changes();
            List<OutboxRow> rows = take(topic, max);
            if (!rows.isEmpty() || nanos <= 0) {
                return rows;
            }
            nanos = awaitChange(before, nanos);
        }
    }

    private List<OutboxRow> take(Topic topic, int max) {
        long now = Columns.micros(clock.instant());
        List<OutboxRow> taken = database.call(session -> {
            PreparedStatement select = session.prepare("""
                    SELECT * FROM outbox o WHERE topic = ? AND not_before <= ? AND (process IS NULL OR process = ?)
                    AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.topic = o.topic
                    AND earlier.conference_id = o.conference_id AND earlier.lane = o.lane AND earlier.id < o.id)
                    ORDER BY id LIMIT ?""" + session.dialect().skipLocked());
            select.setString(1, topic.name());
            select.setLong(2, now);
            select.setString(3, process);
            select.setInt(4, max);
            List<OutboxRow> rows = new ArrayList<>(OutboxRows.readAll(select));
            // After a standstill a lease may be over before it was renewed, and its work goes on all the same.
            rows.removeIf(row -> inHand.contains(row.id()));
            PreparedStatement lend = session
                    .prepare("UPDATE outbox SET taker = ?, attempts = ?, not_before = ? WHERE id = ?");
            for (OutboxRow row : rows) {
                lend.setString(1, process);
                lend.setInt(2, row.attempts());
                lend.setLong(3, now + leaseMicros());
                lend.setLong(4, row.id());
                lend.executeUpdate();
            }
            return rows;
        });
        taken.forEach(row -> inHand.add(row.id()));
        return taken;
    }

    private long leaseMicros() {
        return TimeUnit.NANOSECONDS.toMicros(lease.toNanos());
    }

    /** Lends anew what this process still works on, so that no other begins with it; blocks. */
    public void renew() {
        if (inHand.isEmpty()) {
            return;
        }
        long until = Columns.micros(clock.instant()) + leaseMicros();
        database.call(session -> {
            PreparedStatement lend = session.prepare("UPDATE outbox SET not_before = ? WHERE id = ? AND taker = ?");
            for (long id : inHand) {
                lend.setLong(1, until);
                lend.setLong(2, id);
                lend.setString(3, process);
                lend.executeUpdate();
            }
            return null;
        });
    }

    /** Nobody works on a row any more, and what came of it cannot be said: it is given out again after its lease. */
    public void drop(long id) {
        inHand.remove(id);
    }

    /**
     * The work of a row is done; the next row of its conference and lane may be taken. It needs no commit of its own: whoever
     * is woken takes the next rows within the same transaction, and so do rows that are done at the same time.
     */
    public CompletionStage<Void> done(long id) {
        inHand.remove(id);
        CompletionStage<Void> done = database.writeInPassing(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM outbox WHERE id = ?");
            delete.setLong(1, id);
            delete.executeUpdate();
            return null;
        });
        wake();
        return done;
    }

    /** The work of a row failed; it is given out again after a while, and the later rows of its lane wait as long. */
    public CompletionStage<Void> retryLater(long id, Duration backoff) {
        inHand.remove(id);
        long then = Columns.micros(clock.instant().plus(backoff));
        return database.<Void> write(session -> {
            PreparedStatement update = session.prepare("UPDATE outbox SET taker = NULL, not_before = ? WHERE id = ?");
            update.setLong(1, then);
            update.setLong(2, id);
            update.executeUpdate();
            return null;
        }).thenRun(this::wake);
    }

    /** How many rows are not done yet; blocks. */
    public long pending() {
        return database.read(session -> {
            try (var row = session.prepare("SELECT COUNT(*) FROM outbox").executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** There may be rows to take: whoever waits looks again. */
    void wake() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change, but looks again every quarter of a second: other processes and back-off times do not wake us. */
    private long awaitChange(long before, long nanos) {
        long slice = Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(250));
        lock.lock();
        try {
            long left = slice;
            while (changes == before && left > 0) {
                left = changed.awaitNanos(left);
            }
            return nanos - (slice - Math.max(0, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }
}
