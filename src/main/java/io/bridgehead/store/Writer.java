package io.bridgehead.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.jboss.logging.Logger;

/** The one thread that writes: takes what is queued, commits it in one transaction, tells everyone, begins again. */
final class Writer implements Runnable, AutoCloseable {

    static final int BATCH = 500;
    /** How long work that nobody waits for may lie. */
    static final Duration PASSING = Duration.ofMillis(20);
    private static final Logger LOG = Logger.getLogger(Writer.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final int IDLE_MILLIS = 1000;
    private static final int ATTEMPTS = 10;
    /** Units of a transaction from which on there is load, and commits keep their distance. */
    private static final int LOAD = 2;

    final LongAdder batches = new LongAdder();
    final LongAdder units = new LongAdder();
    volatile WriteObserver observer = WriteObserver.NONE;
    private final DataSource source;
    private final Dialect dialect;
    private final WriterSettings settings;
    private final Executor callbacks;
    private final UnitQueue queue;
    private final Thread thread;
    private volatile boolean closed;
    private boolean wasAway;
    private boolean load;
    private long began = System.nanoTime();
    private Session session;

    /** @param callbacks runs what depends on a batch, in one go: the writer itself is not to wait for it */
    Writer(DataSource source, Dialect dialect, WriterSettings settings, Executor callbacks) {
        this.source = source;
        this.dialect = dialect;
        this.settings = settings;
        this.callbacks = callbacks;
        this.queue = new UnitQueue(settings.queue(), settings.queueBytes());
        this.thread = new Thread(this, "store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletableFuture<T> submit(Unit<T> unit) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreUnavailableException("The store is closed", null));
        }
        if (!queue.offer(unit)) {
            observer.refused();
            return CompletableFuture.failedFuture(new OverloadedException(queue.size(), queue.bytes()));
        }
        return unit.future;
    }

    int queued() {
        return queue.size();
    }

    long queuedBytes() {
        return queue.bytes();
    }

    @Override
    public void run() {
        while (!closed || !queue.isEmpty()) {
            queue.awaitAnything(IDLE_MILLIS);
            if (!queue.isEmpty()) {
                keepDistance();
                began = System.nanoTime();
                List<Unit<?>> batch = new ArrayList<>();
                queue.drainTo(batch, BATCH);
                awaitCompany(batch);
                write(batch);
            }
        }
        discard();
    }

    /** Under load the next transaction begins no sooner than the interval after this one began. */
    private void keepDistance() {
        long earliest = began + settings.interval().toNanos();
        while (load && !closed && queue.size() < BATCH && System.nanoTime() < earliest) {
            LockSupport.parkNanos(this, earliest - System.nanoTime());
        }
    }

    /** A batch that nobody waits for is committed with what comes next, if that comes soon. */
    private void awaitCompany(List<Unit<?>> batch) {
        if (!closed && batch.stream().allMatch(unit -> unit.kind == Unit.Kind.IN_PASSING)) {
            queue.awaitPrompt(System.nanoTime() + PASSING.toNanos());
            queue.drainTo(batch, BATCH);
        }
    }

    private void write(List<Unit<?>> batch) {
        try {
            commit(batch);
            load = batch.size() >= LOAD;
        } catch (Throwable e) { // the writer must outlive whatever one batch does to it
            LOG.error("Writing failed unexpectedly", e);
            discard();
            batch.forEach(unit -> unit.failed(new StoreUnavailableException("Writing failed", e)));
        }
        tell(batch);
    }

    /** Everybody of a batch who is told by the same executor is told by one task: waking a thread costs more than telling. */
    private void tell(List<Unit<?>> batch) {
        Map<Executor, List<Unit<?>>> told = new IdentityHashMap<>();
        for (Unit<?> unit : batch) {
            if (unit.kind == Unit.Kind.WAITED_FOR) {
                tell(unit);
            } else {
                told.computeIfAbsent(unit.then == null ? callbacks : unit.then, executor -> new ArrayList<>()).add(unit);
            }
        }
        told.forEach((executor, some) -> {
            try {
                executor.execute(() -> some.forEach(Writer::tell));
            } catch (RejectedExecutionException e) { // the process is stopping
                some.forEach(Writer::tell);
            }
        });
    }

    private static void tell(Unit<?> unit) {
        try {
            unit.tell();
        } catch (RuntimeException e) {
            LOG.error("What depends on a write failed unexpectedly", e);
        }
    }

    /** Commits a batch; afterwards every unit knows its result or failure. */
    private void commit(List<Unit<?>> units) {
        Batch batch = new Batch(units, dialect);
        boolean apart = false;
        int attempts = 0;
        long deadline = System.nanoTime() + Database.RECONNECTING.toNanos();
        while (true) {
            boolean repeatable = false;
            long start = System.nanoTime();
            try {
                open();
                repeatable = true;
                batch.run(session, apart);
                repeatable = false;
                session.commit();
                committed(units.size(), System.nanoTime() - start);
                return;
            } catch (Batch.UnexpectedFailure e) {
                apart = true;
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
                    observer.failed(units.size());
                    units.forEach(unit -> unit.failed(Database.translate(e, dialect)));
                    return;
                }
            }
        }
    }

    private void committed(int size, long nanos) {
        batches.increment();
        units.add(size);
        observer.committed(size, nanos);
        if (wasAway) {
            LOG.info("The database is available again");
        }
        wasAway = false;
    }

    private void open() throws SQLException {
        if (session == null) {
            session = new Session(source.getConnection(), dialect);
            session.prepareForWriting();
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

    @Override
    public void close() {
        closed = true;
        queue.wake();
        try {
            thread.join(STOPPING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Unit<?>> left = new ArrayList<>();
        queue.drainTo(left, Integer.MAX_VALUE);
        left.forEach(unit -> unit.failed(new StoreUnavailableException("The store is closed", null)));
        tell(left);
    }
}
