package io.bridgehead.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Work in the writer's queue, what came of it, and who wants to know. */
final class Unit<T> {

    /** How the writer treats it. */
    enum Kind {
        /** Written as soon as possible, and not expected to fail. */
        PROMPT,
        /** The same, but its failure is nothing unusual: it has a savepoint. */
        GUARDED,
        /** Written with whatever comes next. */
        IN_PASSING
    }

    final CompletableFuture<T> future = new CompletableFuture<>();
    final Kind kind;
    private final Work<T> work;
    private final Executor callbacks;
    private T result;
    private Throwable failure;

    /** @param callbacks runs whatever depends on the future; the writer waits for what it does at once */
    Unit(Work<T> work, Kind kind, Executor callbacks) {
        this.work = work;
        this.kind = kind;
        this.callbacks = callbacks;
    }

    void run(Session session) throws SQLException {
        failure = null;
        result = work.run(session);
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    /** Tells the outcome. */
    void complete() {
        try {
            callbacks.execute(this::tell);
        } catch (RejectedExecutionException e) { // the process is stopping
            tell();
        }
    }

    private void tell() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
