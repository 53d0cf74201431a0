package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.TooManyKeptException;

/** Rows of the table {@code kept_message}: messages that wait for their receiver. */
final class KeptRows {

    private static final String SUPERSEDED = """
            FROM kept_message WHERE message_id < ? AND receiver = (SELECT receiver FROM message WHERE id = ?)
            AND sender = (SELECT sender FROM message WHERE id = ?) AND (topic = ? OR substr(topic, 1, ?) = ?)""";
    private static final String NEWER = """
            SELECT 1 FROM kept_message WHERE message_id > ? AND receiver = (SELECT receiver FROM message WHERE id = ?)
            AND sender = (SELECT sender FROM message WHERE id = ?)
            AND (topic = ? OR substr(?, 1, length(topic) + 1) = topic || '/') LIMIT 1""";
    private static final String KEEP = """
            INSERT INTO kept_message (message_id, sender, receiver, kept_until, topic, attempts)
            SELECT id, sender, receiver, accepted_at + ?, ?, 0 FROM message WHERE id = ? AND (SELECT COUNT(*)
            FROM kept_message waiting WHERE waiting.receiver = message.receiver AND waiting.kept_until > ?) < ?
            ON CONFLICT (message_id) DO UPDATE SET kept_until = excluded.kept_until, topic = excluded.topic""";
    private static final String WAITING = MessageRows.SELECT + """
            WHERE kept_message.receiver = ? AND kept_message.kept_until > ? ORDER BY kept_message.message_id LIMIT ?""";
    private static final String EXPIRED = "FROM kept_message WHERE kept_until <= ?";

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
            String topic = Text.key(keeping.topic());
            if (isSuperseded(session, id, topic)) {
                note(session, id, now);
                return;
            }
            supersede(session, id, topic, now);
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

    /** Whether a newer one waits already: of two that are kept at once, the older one may come last. */
    private static boolean isSuperseded(Session session, long id, String topic) throws SQLException {
        PreparedStatement select = session.prepare(NEWER);
        select.setLong(1, id);
        select.setLong(2, id);
        select.setLong(3, id);
        select.setString(4, topic);
        select.setString(5, topic);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private static void note(Session session, long id, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare("""
                INSERT INTO outcome (message_id, status, noted_at) VALUES (?, 'SUPERSEDED', ?) ON CONFLICT DO NOTHING""");
        insert.setLong(1, id);
        insert.setLong(2, Columns.micros(now));
        insert.executeUpdate();
    }

    private static void supersede(Session session, long id, String topic, Instant now) throws SQLException {
        String note = "INSERT INTO outcome (message_id, status, noted_at) SELECT message_id, 'SUPERSEDED', CAST(? AS BIGINT) ";
        PreparedStatement insert = session.prepare(note + SUPERSEDED + " ON CONFLICT DO NOTHING");
        insert.setLong(1, Columns.micros(now));
        bindSuperseded(insert, 1, id, topic);
        insert.executeUpdate();
        PreparedStatement delete = session.prepare("DELETE " + SUPERSEDED);
        bindSuperseded(delete, 0, id, topic);
        delete.executeUpdate();
    }

    private static void bindSuperseded(PreparedStatement statement, int before, long id, String topic) throws SQLException {
        String below = topic + '/';
        statement.setLong(before + 1, id);
        statement.setLong(before + 2, id);
        statement.setLong(before + 3, id);
        statement.setString(before + 4, topic);
        statement.setInt(before + 5, below.codePointCount(0, below.length()));
        statement.setString(before + 6, below);
    }

    /** What waits for a receiver, in the order of acceptance. */
    static List<LoggedMessage> waiting(Session session, String receiver, Instant now, int limit) throws SQLException {
        PreparedStatement select = session.prepare(WAITING);
        select.setString(1, Text.key(receiver));
        select.setLong(2, Columns.micros(now));
        select.setInt(3, limit);
        return MessageRows.readAll(select);
    }

    /** Notes that a message is handed out; returns how often it was before, without anybody knowing whether it arrived. */
    static int handOut(Session session, long id) throws SQLException {
        PreparedStatement select = session.prepare("SELECT attempts FROM kept_message WHERE message_id = ?");
        select.setLong(1, id);
        int before = 0;
        try (ResultSet row = select.executeQuery()) {
            if (row.next()) {
                before = row.getInt(1);
            }
        }
        PreparedStatement update = session.prepare("UPDATE kept_message SET attempts = attempts + 1 WHERE message_id = ?");
        update.setLong(1, id);
        update.executeUpdate();
        return before;
    }

    /** Gives up what has waited too long; returns how many. */
    static int expire(Session session, Instant now) throws SQLException {
        PreparedStatement note = session.prepare("""
                INSERT INTO outcome (message_id, status, noted_at) SELECT message_id, 'EXPIRED', CAST(? AS BIGINT)\s"""
                + EXPIRED + " ON CONFLICT DO NOTHING");
        note.setLong(1, Columns.micros(now));
        note.setLong(2, Columns.micros(now));
        note.executeUpdate();
        PreparedStatement delete = session.prepare("DELETE " + EXPIRED);
        delete.setLong(1, Columns.micros(now));
        return delete.executeUpdate();
    }
}
