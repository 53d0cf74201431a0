package io.bridgehead.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work in the writer's queue, what came of it, and who wants to know. */
final class Unit<T> {

    final CompletableFuture<T> future = new CompletableFuture<>();
    final boolean mayFail;
    private final Work<T> work;
    private T result;
    private Throwable failure;

    Unit(Work<T> work, boolean mayFail) {
        this.work = work;
        this.mayFail = mayFail;
    }

    void run(Session session) throws SQLException {
        failure = null;
        result = work.run(session);
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    /** Tells the outcome on another thread: the writer must not wait for what follows. */
    void complete(Executor executor) {
        executor.execute(() -> {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        });
    }
}
