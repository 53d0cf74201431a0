package io.bridgehead.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

/**
 * The way to the database. What threads write at the same time is committed together by one writer thread (group commit), so
 * that one write to the disk serves many; nobody who waits, waits for a batch to fill. Reads use connections of their own.
 */
public final class Database implements AutoCloseable {

    /** How long {@link #call} waits before it calls the database unavailable. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long broken connections of the pool are tried one after another. */
    static final Duration RECONNECTING = Duration.ofSeconds(3);

    private final Dialect dialect;
    private final ReadSessions readers;
    private final Writer writer;

    /**
     * Starts the writer. The first connection is made with the first work.
     *
     * @param source connections to a migrated database; the writer keeps one for itself
     * @param callbacks runs what depends on completed writes, all of a transaction as one task: who blocks there lets the
     *        others of the transaction wait
     */
    public Database(DataSource source, Dialect dialect, Executor callbacks) {
        this(source, dialect, callbacks, WriterSettings.STANDARD);
    }

    public Database(DataSource source, Dialect dialect, Executor callbacks, WriterSettings settings) {
        this.dialect = dialect;
        this.readers = new ReadSessions(source, dialect);
        this.writer = new Writer(source, dialect, settings, callbacks);
    }

    /**
     * Queues work that is not expected to fail. It shares a transaction with other work; the result completes once that is
     * committed, else fails with a {@link StoreException}. Work that fails all the same does not harm the others.
     */
    public <T> CompletableFuture<T> write(Work<T> work) {
        return write(work, null);
    }

    /**
     * Like {@link #write(Work)}.
     *
     * @param then completes the result, one task for all of a transaction; it may do so at once, on the writer's thread, if
     *        whatever depends on it only hands over
     */
    public <T> CompletableFuture<T> write(Work<T> work, Executor then) {
        return writer.submit(new WorkUnit<>(work, Unit.Kind.PROMPT, then));
    }

    /**
     * Like {@link #write(Work)} for work that nobody waits for: it shares the transaction of whatever is written next, and
     * gets one of its own only when nothing comes for {@link Writer#PASSING}. Work keeps its order.
     */
    public <T> CompletableFuture<T> writeInPassing(Work<T> work) {
        return writeInPassing(work, null);
    }

    /** Like {@link #writeInPassing(Work)}; {@code then} as with {@link #write(Work, Executor)}. */
    public <T> CompletableFuture<T> writeInPassing(Work<T> work, Executor then) {
        return writer.submit(new WorkUnit<>(work, Unit.Kind.IN_PASSING, then));
    }

    /** Like {@link #write(Work)} for work whose failure is nothing unusual: it has a savepoint of its own. */
    public <T> CompletableFuture<T> writeGuarded(Work<T> work) {
        return writeGuarded(work, null);
    }

    /** Like {@link #writeGuarded(Work)}; {@code then} as with {@link #write(Work, Executor)}. */
    public <T> CompletableFuture<T> writeGuarded(Work<T> work, Executor then) {
        return writer.submit(new WorkUnit<>(work, Unit.Kind.GUARDED, then));
    }

    /** Like {@link #writeGuarded(Work)}, but blocks until the work is committed, and throws what it failed with. */
    public <T> T call(Work<T> work) {
        CompletableFuture<T> write = writer.submit(new WorkUnit<>(work, Unit.Kind.WAITED_FOR, null));
        try {
            return write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The database does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the database", e);
        }
    }

    /** Queues an element of bulk work; otherwise like {@link #write(Work)} and {@link #writeInPassing(Work)}. */
    <E, R> CompletableFuture<R> write(Bulk<E, R> bulk, E element, boolean inPassing, int bytes, Executor then) {
        return writer.submit(
                new BulkUnit<>(bulk, element, inPassing ? Unit.Kind.IN_PASSING : Unit.Kind.PROMPT, bytes, then));
    }

    /** Reads on the calling thread, which it blocks. Work may run again if its connection turns out to be lost. */
    public <T> T read(Work<T> work) {
        long deadline = System.nanoTime() + RECONNECTING.toNanos();
        try {
            while (true) {
                Session session = readers.take();
                try {
                    return readers.run(session, work);
                } catch (SQLException e) {
                    if (!dialect.isConnectionLost(e) || System.nanoTime() > deadline) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            throw translate(e, dialect);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Transactions committed since the start. */
    public long batches() {
        return writer.batches.sum();
    }

    /** Units of work committed since the start; by {@link #batches} it gives how well the group commit works. */
    public long units() {
        return writer.units.sum();
    }

    /** Units of work waiting now. */
    public int queued() {
        return writer.queued();
    }

    /** About how many bytes they take. */
    public long queuedBytes() {
        return writer.queuedBytes();
    }

    /** Tells somebody of every transaction from now on. */
    public void observe(WriteObserver observer) {
        writer.observer = observer;
    }

    /** Finishes what is queued and stops the writer; later work fails. */
    @Override
    public void close() {
        writer.close();
        readers.close();
    }

    static StoreException translate(SQLException e, Dialect dialect) {
        // A pool that has no connection to give says so with neither a code nor a state.
        boolean away = e.getErrorCode() == 0 && e.getSQLState() == null || dialect.isUnavailable(e)
                || dialect.isConflict(e);
        String codes = " (state " + e.getSQLState() + ", code " + e.getErrorCode() + ")";
        StoreException translated = away ? new StoreUnavailableException("The database is unavailable" + codes, null)
                : new StoreException("The database refused a statement" + codes, null);
        // Where it happened, but not the driver's words: they quote values.
        translated.setStackTrace(e.getStackTrace());
        return translated;
    }
}
