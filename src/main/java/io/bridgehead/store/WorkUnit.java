package io.bridgehead.store;

import java.sql.SQLException;
import java.util.concurrent.Executor;

/** Work of its own kind. */
final class WorkUnit<T> extends Unit<T> {

    /** What a small change of some rows takes in the queue. */
    private static final int BYTES = 512;

    private final Work<T> work;

    WorkUnit(Work<T> work, Kind kind, Executor then) {
        super(kind, then);
        this.work = work;
    }

    @Override
    int bytes() {
        return BYTES;
    }

    @Override
    void run(Session session) throws SQLException {
        succeeded(work.run(session));
    }
}
