package io.bridgehead.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Work in the writer's queue, what came of it, and who wants to know. */
final class Unit<T> {

    final CompletableFuture<T> future = new CompletableFuture<>();
    final boolean mayFail;
    private final Work<T> work;
    private final Executor callbacks;
    private T result;
    private Throwable failure;

    /** @param callbacks runs whatever depends on the future; must not run it on the writer, which is not to wait for it */
    Unit(Work<T> work, boolean mayFail, Executor callbacks) {
        this.work = work;
        this.mayFail = mayFail;
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
