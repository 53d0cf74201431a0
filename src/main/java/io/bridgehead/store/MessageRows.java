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

/** Rows of the table {@code message}, read with what became of them. */
final class MessageRows {

    /** To be followed by a condition; {@code message.} names the columns of the log itself. */
    static final String SELECT = """
            SELECT message.*, outcome.status, outcome.noted_at, outcome.response_code, kept_message.message_id AS waiting
            FROM message LEFT JOIN outcome ON outcome.message_id = message.id
            LEFT JOIN kept_message ON kept_message.message_id = message.id\s""";

    private MessageRows() {
    }

    /** All messages that a {@link #SELECT} gives. */
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
        return new LoggedMessage(row.getLong("id"), entry, status(row.getString("status"), row.getObject("waiting") != null),
                Columns.instant(row, "noted_at"), Columns.integer(row, "response_code"));
    }

    /** @param outcome what is noted, {@code null} for nothing */
    static Status status(String outcome, boolean waiting) {
        if (outcome != null) {
            return Status.valueOf(outcome);
        }
        return waiting ? Status.KEPT : Status.ACCEPTED;
    }
}
