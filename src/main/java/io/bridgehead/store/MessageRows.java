package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

/** Rows of the table {@code message}; also for those who log a message within a transaction of their own. */
final class MessageRows {

    private static final String INSERT = """
            INSERT INTO message (accepted_at, hop, operation, detail, sender, receiver, call_id, cseq, message_id,
            conference_id, content_type, raw, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING RETURNING id""";

    private MessageRows() {
    }

    /** Inserts a message as accepted; returns its number, or 0 if it is a repeat. */
    static long insert(Session session, LogEntry entry) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, Columns.micros(entry.time()));
        insert.setString(2, entry.hop().name());
        insert.setString(3, Text.plain(entry.operation()));
        insert.setString(4, Text.plain(entry.detail()));
        insert.setString(5, Text.key(entry.sender()));
        insert.setString(6, Text.key(entry.receiver()));
        insert.setString(7, Text.key(entry.callId()));
        Columns.setLong(insert, 8, entry.cseq());
        insert.setString(9, Text.key(entry.messageId()));
        insert.setString(10, Text.key(entry.conferenceId()));
        insert.setString(11, Text.plain(entry.contentType()));
        insert.setBytes(12, entry.raw());
        insert.setString(13, Status.ACCEPTED.name());
        try (ResultSet row = insert.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** All messages a select gives, which must select {@code *}. */
    static List<LoggedMessage> readAll(PreparedStatement select) throws SQLException {
        List<LoggedMessage> messages = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                messages.add(read(row));
            }
        }
        return messages;
    }

    private static LoggedMessage read(ResultSet row) throws SQLException {
        long cseq = row.getLong("cseq");
        Long cseqOrNull = row.wasNull() ? null : cseq;
        LogEntry entry = new LogEntry(Columns.instant(row.getLong("accepted_at")), Hop.valueOf(row.getString("hop")),
                row.getString("operation"), row.getString("detail"), row.getString("sender"), row.getString("receiver"),
                row.getString("call_id"), cseqOrNull, row.getString("message_id"), row.getString("conference_id"),
                row.getString("content_type"), row.getBytes("raw"));
        return new LoggedMessage(row.getLong("id"), entry, Status.valueOf(row.getString("status")),
                Columns.instant(row, "delivered_at"), Columns.integer(row, "response_code"));
    }
}
