package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.TooManyKeptException;

/** Rows of the table {@code message} that wait for their receiver. */
final class KeptRows {

    private static final String SUPERSEDE = """
            UPDATE message SET status = 'SUPERSEDED', delivered_at = ? WHERE status = 'KEPT' AND id < ?
            AND receiver = (SELECT receiver FROM message WHERE id = ?) AND sender = (SELECT sender FROM message WHERE id = ?)
            AND (topic = ? OR substr(topic, 1, ?) = ?)""";
    private static final String KEEP = """
            UPDATE message SET status = 'KEPT', kept_until = accepted_at + ?, topic = ? WHERE id = ? AND (SELECT COUNT(*) FROM message waiting
            WHERE waiting.receiver = message.receiver AND waiting.status = 'KEPT' AND waiting.kept_until > ?) < ?""";
    private static final String WAITING = """
            SELECT * FROM message WHERE receiver = ? AND status = 'KEPT' AND kept_until > ? ORDER BY id LIMIT ?""";
    private static final String EXPIRE = """
            UPDATE message SET status = 'EXPIRED', delivered_at = ? WHERE status = 'KEPT' AND kept_until <= ?""";

    private KeptRows() {
    }

    /**
     * Lets a message wait, and those end that it supersedes.
     *
     * @param longest how long a message waits at most, counted from its acceptance
     * @throws TooManyKeptException if as many as are allowed wait all the same
     */
    static void keep(Session session, long id, Keeping keeping, Instant now, Duration longest, int most) throws SQLException {
        if (keeping.topic() != null) {
            supersede(session, id, Text.key(keeping.topic()), now);
        }
        Duration atMost = keeping.atMost() == null || keeping.atMost().compareTo(longest) > 0 ? longest : keeping.atMost();
        PreparedStatement keep = session.prepare(KEEP);
        keep.setLong(1, TimeUnit.NANOSECONDS.toMicros(atMost.toNanos()));
        keep.setString(2, Text.key(keeping.topic()));
        keep.setLong(3, id);
        keep.setLong(4, Columns.micros(now));
        keep.setInt(5, most);
        if (keep.executeUpdate() == 0) {
            throw new TooManyKeptException(most);
        }
    }

    private static void supersede(Session session, long id, String topic, Instant now) throws SQLException {
        String below = topic + '/';
        PreparedStatement supersede = session.prepare(SUPERSEDE);
        supersede.setLong(1, Columns.micros(now));
        supersede.setLong(2, id);
        supersede.setLong(3, id);
        supersede.setLong(4, id);
        supersede.setString(5, topic);
        supersede.setInt(6, below.codePointCount(0, below.length()));
        supersede.setString(7, below);
        supersede.executeUpdate();
    }

    /** What waits for a receiver, in the order of acceptance. */
    static List<LoggedMessage> waiting(Session session, String receiver, Instant now, int limit) throws SQLException {
        PreparedStatement select = session.prepare(WAITING);
        select.setString(1, Text.key(receiver));
        select.setLong(2, Columns.micros(now));
        select.setInt(3, limit);
        return MessageRows.readAll(select);
    }

    /** Gives up what has waited too long; returns how many. */
    static int expire(Session session, Instant now) throws SQLException {
        PreparedStatement expire = session.prepare(EXPIRE);
        expire.setLong(1, Columns.micros(now));
        expire.setLong(2, Columns.micros(now));
        return expire.executeUpdate();
    }
}
