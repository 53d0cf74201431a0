package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.conference.OutboxEntry.Topic;

/**
 * Work that follows from what was decided, to be done at least once. Rows of one conference and topic are given out one at a
 * time, in order. A row that is taken is lent: if its taker neither finishes it nor gives it back, another process gets it
 * after the lease, which must be renewed while the work goes on. Several processes may take from PostgreSQL, one from SQLite.
 *
 * <p>
 * Whoever waits for rows is woken when this process has committed some and when one falls due. What other processes have
 * committed to PostgreSQL is looked for four times a second.
 */
public final class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Database database;
    private final Clock clock;
    private final String process;
    private final Duration lease;
    /** Nobody else adds or takes rows. */
    private final boolean alone;
    private final Map<Topic, OutboxTopic> topics = new EnumMap<>(Topic.class);
    /** What this process works on. */
    private final Map<Long, Topic> inHand = new ConcurrentHashMap<>();

    /**
     * @param process name of this process, the same after a restart, another one for every process at the same database
     * @param lease how long a row is lent; longer than it takes until {@link #renew} is called again
     */
    public Outbox(Database database, Clock clock, String process, Duration lease) {
        this.database = database;
        this.clock = clock;
        this.process = process;
        this.lease = lease;
        this.alone = database.dialect() == Dialect.SQLITE;
        for (Topic topic : Topic.values()) {
            topics.put(topic, new OutboxTopic());
        }
    }

    /** Gives out again what an earlier run of this process had taken; to be called once, before the first take. */
    public void recover() {
        Map<Topic, Long> found = database.call(session -> {
            PreparedStatement update = session.prepare("UPDATE outbox SET taker = NULL, not_before = 0 WHERE taker "
                    + (alone ? "IS NOT NULL" : "= ?"));
            if (!alone) {
                update.setString(1, process);
            }
            update.executeUpdate();
            return OutboxRows.count(session);
        });
        topics.forEach((topic, known) -> {
            known.waiting(found.getOrDefault(topic, 0L));
            known.wake();
        });
    }

    /**
     * Takes rows; blocks.
     *
     * @param max how many at most
     * @param patience how long to wait for the first row; zero does not wait. At its end the database is asked in any case
     */
    public List<OutboxRow> take(Topic topic, int max, Duration patience) {
        OutboxTopic known = topics.get(topic);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<OutboxRow> lent = known.takeLent(max);
            if (!lent.isEmpty()) {
                return lent;
            }
            boolean last = System.nanoTime() >= end;
            if (last || known.isWorthALook(now()) || !alone && isAnyTakeable(topic)) {
                List<OutboxRow> rows = look(topic, known, max);
                if (last || !rows.isEmpty()) {
                    return rows;
                }
            }
            long left = end - System.nanoTime();
            try {
                known.await(now(), alone ? left : Math.min(left, POLL_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }

    private List<OutboxRow> look(Topic topic, OutboxTopic known, int max) {
        long changes = known.changes();
        // After a standstill a lease may be over before it was renewed, and its work goes on all the same.
        Set<Long> held = Set.copyOf(inHand.keySet());
        long now = now();
        OutboxRows.Look look = database.call(session -> {
            OutboxRows.Look found = OutboxRows.look(session, topic, process, now, max);
            PreparedStatement lend = session
                    .prepare("UPDATE outbox SET taker = ?, attempts = ?, not_before = ? WHERE id = ?");
            for (OutboxRow row : found.rows()) {
                lend.setString(1, process);
                lend.setInt(2, row.attempts());
                lend.setLong(3, now + leaseMicros());
                lend.setLong(4, row.id());
                lend.executeUpdate();
            }
            PreparedStatement postpone = session.prepare("UPDATE outbox SET not_before = ? WHERE id = ?");
            for (long id : found.unreadable()) {
                postpone.setLong(1, now + leaseMicros());
                postpone.setLong(2, id);
                postpone.executeUpdate();
            }
            return found;
        });
        // Another process may be of a release that can; those who come later in the same lane wait, nobody else does.
        look.unreadable()
                .forEach(id -> LOG.errorf("Outbox row %d is of a kind this release does not know; it is left for later", id));
        List<OutboxRow> taken = look.rows().stream().filter(row -> !held.contains(row.id())).toList();
        known.waiting(-taken.stream().filter(row -> inHand.put(row.id(), topic) == null).count());
        known.looked(changes, look.next());
        return taken;
    }

    /** Costs less than a look in vain. */
    private boolean isAnyTakeable(Topic topic) {
        long now = now();
        return database.read(session -> OutboxRows.isAnyTakeable(session, topic, process, now));
    }

    private long now() {
        return Columns.micros(clock.instant());
    }

    private long leaseMicros() {
        return TimeUnit.NANOSECONDS.toMicros(lease.toNanos());
    }

    /** Lends anew what this process still works on, so that no other begins with it; blocks. */
    public void renew() {
        if (inHand.isEmpty()) {
            return;
        }
        long until = now() + leaseMicros();
        database.call(session -> {
            PreparedStatement lend = session.prepare("UPDATE outbox SET not_before = ? WHERE id = ? AND taker = ?");
            for (long id : inHand.keySet()) {
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
        release(id, true);
    }

    /** @return who wants to know; empty if the row's lease had run out, and somebody else has finished it since */
    private Optional<OutboxTopic> release(long id, boolean waits) {
        Optional<OutboxTopic> known = Optional.ofNullable(inHand.remove(id)).map(topics::get);
        known.filter(topic -> waits).ifPresent(topic -> topic.waiting(1));
        return known;
    }

    /**
     * The work of a row is done; the next row of its conference and lane may be taken. It needs no commit of its own: whoever
     * is woken takes the next rows within the same transaction, and so do rows that are done at the same time.
     */
    public CompletionStage<Void> done(long id) {
        Optional<OutboxTopic> known = release(id, false);
        CompletionStage<Void> done = database.writeInPassing(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM outbox WHERE id = ?");
            delete.setLong(1, id);
            delete.executeUpdate();
            return null;
        });
        known.filter(topic -> !alone || topic.hasWaiting()).ifPresent(OutboxTopic::wake);
        return done;
    }

    /** The work of a row failed; it is given out again after a while, and the later rows of its lane wait as long. */
    public CompletionStage<Void> retryLater(long id, Duration backoff) {
        Optional<OutboxTopic> known = release(id, true);
        long then = Columns.micros(clock.instant().plus(backoff));
        return database.<Void> write(session -> {
            PreparedStatement update = session.prepare("UPDATE outbox SET taker = NULL, not_before = ? WHERE id = ?");
            update.setLong(1, then);
            update.setLong(2, id);
            update.executeUpdate();
            return null;
        }).thenRun(() -> known.ifPresent(OutboxTopic::wake));
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

    /**
     * Rows are about to be added, those that may be done at once as lent to this process, which spares it to look for them.
     *
     * @return how they are to be added
     */
    OutboxRows.Lender adding(List<OutboxEntry> rows) {
        rows.forEach(row -> topics.get(row.topic()).waiting(1));
        return new OutboxRows.Lender(process, now() + leaseMicros(), topic -> topics.get(topic).hasRoom());
    }

    /** They were not. Where that is unknown nothing is said: then they count as waiting, which costs a look now and then. */
    void notAdded(List<OutboxEntry> rows) {
        rows.forEach(row -> topics.get(row.topic()).waiting(-1));
    }

    /**
     * Rows are committed: whoever waits for them takes them.
     *
     * @param lent those of them that were added as lent
     */
    void added(List<OutboxEntry> rows, List<OutboxRow> lent) {
        for (OutboxRow row : lent) {
            OutboxTopic known = topics.get(row.entry().topic());
            known.waiting(-1);
            inHand.put(row.id(), row.entry().topic());
            known.lend(row);
        }
        Set<OutboxEntry> others = new HashSet<>(rows);
        lent.forEach(row -> others.remove(row.entry()));
        others.stream().map(OutboxEntry::topic).distinct().forEach(topic -> topics.get(topic).wake());
    }
}
