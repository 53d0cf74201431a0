package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers of messages rise with the time of acceptance, so that times need no index: a number is found by halving. */
final class MessageNumbers {

    private static final String NEXT = "SELECT id, accepted_at FROM message WHERE id >= ? ORDER BY id LIMIT 1";

    private MessageNumbers() {
    }

    /** The number of the first message of a time or later; one more than the newest message's if there is none. */
    static long firstSince(Session session, long micros) throws SQLException {
        long low = edge(session, "MIN");
        long high = edge(session, "MAX") + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            PreparedStatement next = session.prepare(NEXT);
            next.setLong(1, middle);
            try (ResultSet row = next.executeQuery()) {
                if (row.next() && row.getLong("accepted_at") < micros) {
                    low = row.getLong("id") + 1;
                } else {
                    high = middle;
                }
            }
        }
        return low;
    }

    /** The lowest or highest number; 0 in an empty log. */
    static long edge(Session session, String which) throws SQLException {
        try (ResultSet row = session.prepare("SELECT " + which + "(id) FROM message").executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
