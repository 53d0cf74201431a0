package io.bridgehead.store;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;

/** An element of bulk work, waiting to be written with others. */
final class BulkUnit<E, R> extends Unit<R> {

    final Bulk<E, R> bulk;
    final E element;
    private final int bytes;

    BulkUnit(Bulk<E, R> bulk, E element, Kind kind, int bytes, Executor then) {
        super(kind, then);
        this.bulk = bulk;
        this.element = element;
        this.bytes = bytes;
    }

    @Override
    int bytes() {
        return bytes;
    }

    @Override
    void run(Session session) throws SQLException {
        succeeded(bulk.run(session, List.of(element)).get(0));
    }
}
