package io.bridgehead.store;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.jboss.logging.Logger;

/**
 * Sessions for reading. A few rest with their statements prepared, because preparing one costs more than most of them read;
 * the others go back to the data source.
 */
final class ReadSessions implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReadSessions.class);
    /** The smallest pool has four connections, of which the writer has one. */
    private static final int MOST = 2;

    private final DataSource source;
    private final Dialect dialect;
    private final Queue<Session> resting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    ReadSessions(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /** A session for one thread and one {@link #run}. */
    Session take() throws SQLException {
        Session rested = resting.poll();
        return rested == null ? new Session(source.getConnection(), dialect) : rested;
    }

    /** Reads, after which the session is no longer the caller's. A result left open would keep the journal from shrinking. */
    <T> T run(Session session, Work<T> work) throws SQLException {
        boolean well = false;
        try {
            T result = work.run(session);
            well = true;
            return result;
        } finally {
            if (well && !closed && resting.size() < MOST) {
                resting.add(session);
            } else {
                discard(session);
            }
        }
    }

    private static void discard(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debugf("Closing a broken connection: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Session session = resting.poll(); session != null; session = resting.poll()) {
            discard(session);
        }
    }
}
