package io.bridgehead.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import javax.sql.DataSource;

import org.jboss.logging.Logger;

/** The one thread that writes: takes what is queued, commits it in one transaction, tells everyone, begins again. */
final class Writer implements Runnable, AutoCloseable {

    static final int BATCH = 200;
    /** How long work that nobody waits for may lie. */
    static final Duration PASSING = Duration.ofMillis(20);
    private static final Logger LOG = Logger.getLogger(Writer.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 10;

    final LongAdder batches = new LongAdder();
    final LongAdder units = new LongAdder();
    private final DataSource source;
    private final Dialect dialect;
    private final int limit;
    private final BlockingQueue<Unit<?>> queue;
    private final Thread thread;
    private volatile boolean closed;
    private boolean wasAway;
    private Session session;

    Writer(DataSource source, Dialect dialect, int limit) {
        this.source = source;
        this.dialect = dialect;
        this.limit = limit;
        this.queue = new ArrayBlockingQueue<>(limit);
        this.thread = new Thread(this, "store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletableFuture<T> submit(Unit<T> unit) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("The store is closed", null));
        }
        if (!queue.offer(unit)) {
            return CompletableFuture.failedFuture(new OverloadedException(limit));
        }
        return unit.future;
    }

    int queued() {
        return queue.size();
    }

    @Override
    public void run() {
        List<Unit<?>> batch = new ArrayList<>(BATCH);
        while (!closed || !queue.isEmpty()) {
            try {
                Unit<?> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    awaitCompany(batch);
                    commit(batch);
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (Throwable e) { // the writer must outlive whatever one batch does to it
                LOG.error("Writing failed unexpectedly", e);
                discard();
                batch.forEach(unit -> unit.failed(new StoreUnavailableException("Writing failed", e)));
            } finally {
                batch.forEach(unit -> unit.complete());
                batch.clear();
            }
        }
        discard();
    }

    /** A batch that nobody waits for is committed with what comes next, if that comes soon. */
    private void awaitCompany(List<Unit<?>> batch) throws InterruptedException {
        long deadline = System.nanoTime() + PASSING.toNanos();
        int seen = 0;
        while (!closed && batch.size() < BATCH) {
            for (; seen < batch.size(); seen++) {
                if (batch.get(seen).kind != Unit.Kind.IN_PASSING) {
                    return;
                }
            }
            Unit<?> next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            queue.drainTo(batch, BATCH - batch.size());
        }
    }

    /** Commits a batch; afterwards every unit knows its result or failure. */
    private void commit(List<Unit<?>> batch) {
        boolean guardAll = false;
        int attempts = 0;
        long deadline = System.nanoTime() + Database.RECONNECTING.toNanos();
        while (true) {
            boolean repeatable = false;
            try {
                open();
                repeatable = true;
                for (Unit<?> unit : batch) {
                    run(unit, guardAll || unit.kind == Unit.Kind.GUARDED);
                }
                repeatable = false;
                session.commit();
                batches.increment();
                units.add(batch.size());
                available();
                return;
            } catch (UnexpectedFailure e) {
                // Which unit it was does not matter: the next attempt gives each a savepoint.
                guardAll = true;
                rollBack();
            } catch (SQLException e) {
                boolean conflict = dialect.isConflict(e);
                // What a lost commit did is unknown; before it, another connection of the pool may serve.
                boolean again = conflict || repeatable && dialect.isConnectionLost(e) && System.nanoTime() < deadline;
                if (conflict) {
                    rollBack();
                } else {
                    discard();
                }
                if (!again || ++attempts > ATTEMPTS) {
                    unavailable(e);
                    batch.forEach(unit -> unit.failed(Database.translate(e, dialect)));
                    return;
                }
            }
        }
    }

    private void run(Unit<?> unit, boolean guarded) throws SQLException {
        try {
            if (guarded) {
                session.guard(unit);
            } else {
                unit.run(session);
            }
        } catch (SQLException e) {
            if (dialect.isUnavailable(e) || dialect.isConflict(e)) {
                throw e;
            }
            failed(unit, guarded, Database.translate(e, dialect));
        } catch (RuntimeException e) {
            failed(unit, guarded, e);
        }
    }

    private static void failed(Unit<?> unit, boolean guarded, RuntimeException cause) {
        if (!guarded) {
            throw new UnexpectedFailure(cause);
        }
        unit.failed(cause);
    }

    private void open() throws SQLException {
        if (session == null) {
            session = new Session(source.getConnection(), dialect);
        }
        session.begin();
    }

    private void rollBack() {
        try {
            session.rollBack();
        } catch (SQLException e) {
            discard();
        }
    }

    private void discard() {
        if (session != null) {
            try {
                session.rollBack();
            } catch (SQLException e) {
                LOG.debugf("Roll-back on a broken connection: %s", e.getMessage());
            }
            try {
                session.close();
            } catch (SQLException e) {
                LOG.debugf("Closing a broken connection: %s", e.getMessage());
            }
            session = null;
        }
    }

    private void unavailable(SQLException e) {
        if (!wasAway) {
            // Only codes: a driver's message can quote values.
            LOG.errorf("The database is unavailable (state %s, code %d); requests are refused until it is back",
                    e.getSQLState(), e.getErrorCode());
        }
        wasAway = true;
    }

    private void available() {
        if (wasAway) {
            LOG.info("The database is available again");
        }
        wasAway = false;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(STOPPING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Unit<?> left;
        while ((left = queue.poll()) != null) {
            left.failed(new StoreUnavailableException("The store is closed", null));
            left.complete();
        }
    }

    /** Work without a savepoint failed and spoilt the transaction. */
    private static final class UnexpectedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedFailure(RuntimeException cause) {
            super(cause);
        }
    }
}
