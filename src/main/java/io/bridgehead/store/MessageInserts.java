package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Status;

/** Writes messages down; a SIP request that is there already is found instead. */
final class MessageInserts implements Bulk<MessageRow, Accepted> {

    private static final String FIRST = """
            SELECT message.id, message.call_id, message.cseq, message.sender, outcome.status, outcome.response_code, kept_message.message_id AS waiting
            FROM message LEFT JOIN outcome ON outcome.message_id = message.id
            LEFT JOIN kept_message ON kept_message.message_id = message.id
            WHERE message.request_key = ?""";

    @Override
    public List<Accepted> run(Session session, List<MessageRow> rows) throws SQLException {
        long[] ids = session.dialect().rowInserts().insert(session, rows);
        List<Accepted> results = new ArrayList<>(rows.size());
        for (int i = 0; i < ids.length; i++) {
            results.add(ids[i] != 0 ? new Accepted(ids[i], Optional.empty()) : first(session, rows.get(i)));
        }
        return results;
    }

    /** The row that was in the way; for the rare one that only has the same key, another key is tried. */
    private static Accepted first(Session session, MessageRow row) throws SQLException {
        PreparedStatement select = session.prepare(FIRST);
        select.setLong(1, row.requestKey());
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("The first message was forgotten between two statements", "40001");
            }
            if (row.isSameRequest(found.getString("sender"), found.getString("call_id"), found.getLong("cseq"))) {
                Status status = MessageRows.status(found.getString("status"), found.getObject("waiting") != null);
                return new Accepted(found.getLong("id"),
                        Optional.of(new Accepted.Repeat(status, Columns.integer(found, "response_code"))));
            }
        }
        MessageRow next = row.withNextKey();
        long id = session.dialect().rowInserts().insert(session, List.of(next))[0];
        return id != 0 ? new Accepted(id, Optional.empty()) : first(session, next);
    }
}
