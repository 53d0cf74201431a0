package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Forgets old messages, a few in each transaction, so that those who write wait little. What waits for somebody stays, and so
 * does the newest message, whose number the next one follows.
 */
final class LogRetention {

    private static final int AT_ONCE = 200;
    private static final int MOST_ROUNDS = 5;
    private static final String STAYS = " AND message.id NOT IN (SELECT message_id FROM kept_message "
            + "WHERE message_id >= ? AND message_id <= ?)";

    private final Database database;

    /** @param rows about how many messages there are; {@code bytes} about what they take */
    private record Size(long rows, long bytes) {
    }

    LogRetention(Database database) {
        this.database = database;
    }

    /** Forgets what is older than a time; gives how many. */
    int forgetBefore(long micros) {
        return forgetUpTo(database.read(session -> MessageNumbers.firstSince(session, micros)));
    }

    /**
     * Forgets the oldest until all together takes no more than so many bytes.
     *
     * @param youngest microseconds since 1970; what is younger stays whatever the size
     */
    int forgetBeyond(long maxBytes, long youngest) {
        int forgotten = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long limit = database.read(session -> oldestToStay(session, maxBytes, youngest));
            int some = limit == 0 ? 0 : forgetUpTo(limit);
            forgotten += some;
            // A server counts what is left only some time later; SQLite at once.
            if (some == 0 || database.dialect() == Dialect.POSTGRESQL) {
                break;
            }
        }
        return forgotten;
    }

    /** The number below which messages are to be forgotten, 0 for none. */
    private static long oldestToStay(Session session, long maxBytes, long youngest) throws SQLException {
        Size size = size(session);
        if (size.bytes() <= maxBytes) {
            return 0;
        }
        long excess = (long) Math.ceil((double) size.rows() * (size.bytes() - maxBytes) / size.bytes());
        PreparedStatement select = session.prepare("SELECT id FROM message ORDER BY id LIMIT 1 OFFSET ?");
        select.setLong(1, excess);
        try (ResultSet row = select.executeQuery()) {
            long first = row.next() ? row.getLong(1) : Long.MAX_VALUE;
            return Math.min(first, MessageNumbers.firstSince(session, youngest));
        }
    }

    private static Size size(Session session) throws SQLException {
        try (ResultSet row = session.prepare(session.dialect().logSize()).executeQuery()) {
            row.next();
            return new Size(row.getLong(1), row.getLong(2));
        }
    }

    private int forgetUpTo(long limit) {
        int forgotten = 0;
        long last = database.read(session -> Math.min(limit, MessageNumbers.edge(session, "MAX"))) - 1;
        long from = database.read(session -> MessageNumbers.edge(session, "MIN"));
        while (from <= last) {
            long first = from;
            long to = database.read(session -> endOfChunk(session, first, last));
            forgotten += database.call(session -> {
                range(session, "DELETE FROM outcome WHERE message_id >= ? AND message_id <= ?", first, to, false);
                return range(session, "DELETE FROM message WHERE id >= ? AND id <= ?" + STAYS, first, to, true);
            });
            from = to + 1;
        }
        return forgotten;
    }

    /** The number of the last of some messages from a number on. */
    private static long endOfChunk(Session session, long from, long last) throws SQLException {
        PreparedStatement select = session
                .prepare("SELECT id FROM message WHERE id >= ? AND id <= ? ORDER BY id LIMIT 1 OFFSET " + (AT_ONCE - 1));
        select.setLong(1, from);
        select.setLong(2, last);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : last;
        }
    }

    private static int range(Session session, String sql, long from, long to, boolean twice) throws SQLException {
        PreparedStatement delete = session.prepare(sql);
        delete.setLong(1, from);
        delete.setLong(2, to);
        if (twice) {
            delete.setLong(3, from);
            delete.setLong(4, to);
        }
        return delete.executeUpdate();
    }
}
