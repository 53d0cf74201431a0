package io.bridgehead.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What waits in the writer's queue, what came of it, and who wants to know. */
abstract class Unit<T> {

    /** How the writer treats it. */
    enum Kind {
        /** Written as soon as possible, and not expected to fail. */
        PROMPT,
        /** The same, but its failure is nothing unusual: it has a savepoint. */
        GUARDED,
        /** Like {@link #GUARDED}, and a thread sleeps until it is done: it may be one of those that others are told by. */
        WAITED_FOR,
        /** Written with whatever comes next. */
        IN_PASSING
    }

    final CompletableFuture<T> future = new CompletableFuture<>();
    final Kind kind;
    /** Completes the future; {@code null} for the store's own threads. */
    final Executor then;
    private T result;
    private Throwable failure;

    Unit(Kind kind, Executor then) {
        this.kind = kind;
        this.then = then;
    }

    boolean isGuarded() {
        return kind == Kind.GUARDED || kind == Kind.WAITED_FOR;
    }

    /** About how much memory it takes while it waits. */
    abstract int bytes();

    /** Does it by itself, and knows its result afterwards. */
    abstract void run(Session session) throws SQLException;

    void succeeded(T value) {
        failure = null;
        result = value;
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    /** Tells the outcome to whoever waits, and runs what depends on it. */
    void tell() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
