package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** How each database takes many rows of the table {@code message} at the least cost. */
interface RowInserts {

    /** Inserts rows; gives their numbers in the same order, 0 for a SIP request whose key is there already. */
    long[] insert(Session session, List<MessageRow> rows) throws SQLException;

    /** Binds values from an index on. */
    static void bind(PreparedStatement statement, int from, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(from + i, values[i]);
        }
    }

    /**
     * SQLite: one statement, executed again and again, and numbers of our own, since asking for each costs as much as the
     * insert. Only one process writes messages, and it holds the write lock.
     */
    final class OneByOne implements RowInserts {

        private static final String INSERT = "INSERT INTO message (" + MessageRow.COLUMNS
                + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

        @Override
        public long[] insert(Session session, List<MessageRow> rows) throws SQLException {
            long before = newest(session);
            PreparedStatement insert = session.prepare(INSERT);
            insert.clearBatch();
            long[] ids = new long[rows.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = before + 1 + i;
                bind(insert, 1, rows.get(i).values());
                insert.setLong(MessageRow.WIDTH + 1, ids[i]);
                insert.addBatch();
            }
            int[] inserted = insert.executeBatch();
            for (int i = 0; i < ids.length; i++) {
                ids[i] *= inserted[i];
            }
            return ids;
        }

        private static long newest(Session session) throws SQLException {
            try (ResultSet row = session.prepare("SELECT MAX(id) FROM message").executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** PostgreSQL: many rows by one statement, which gives back those it has inserted, in order. */
    final class Together implements RowInserts {

        private static final int[] SIZES = { 64, 8, 1 };
        private static final String[] INSERTS = Arrays.stream(SIZES).mapToObj(Together::sql).toArray(String[]::new);

        private static String sql(int rows) {
            String one = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            return "INSERT INTO message (" + MessageRow.COLUMNS + ") VALUES " + one + (", " + one).repeat(rows - 1)
                    + " ON CONFLICT DO NOTHING RETURNING id, request_key";
        }

        @Override
        public long[] insert(Session session, List<MessageRow> rows) throws SQLException {
            long[] ids = new long[rows.size()];
            int done = 0;
            for (int i = 0; i < SIZES.length; i++) {
                for (; rows.size() - done >= SIZES[i]; done += SIZES[i]) {
                    insert(session.prepare(INSERTS[i]), rows.subList(done, done + SIZES[i]), ids, done);
                }
            }
            return ids;
        }

        private static void insert(PreparedStatement insert, List<MessageRow> rows, long[] ids, int from)
                throws SQLException {
            for (int i = 0; i < rows.size(); i++) {
                bind(insert, 1 + i * MessageRow.WIDTH, rows.get(i).values());
            }
            try (ResultSet inserted = insert.executeQuery()) {
                boolean more = inserted.next();
                for (int i = 0; i < rows.size() && more; i++) {
                    long key = inserted.getLong("request_key");
                    Long keyOrNull = inserted.wasNull() ? null : key;
                    if (Objects.equals(keyOrNull, rows.get(i).requestKey())) {
                        ids[from + i] = inserted.getLong("id");
                        more = inserted.next();
                    }
                }
            }
        }
    }
}
