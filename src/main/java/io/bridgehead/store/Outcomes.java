package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

import io.bridgehead.messagelog.Status;

/**
 * Notes what became of messages, in rows of their own: the log itself is only added to, and a note costs a few bytes at the end
 * of a small table. Goes before everything else, so that a repeat in the same transaction is told.
 */
final class Outcomes implements Bulk<Outcomes.Outcome, Void> {

    private static final String NOTE = """
            INSERT INTO outcome (message_id, status, noted_at, response_code) VALUES (?, ?, ?, ?)
            ON CONFLICT (message_id) DO UPDATE SET status = excluded.status, noted_at = excluded.noted_at,
            response_code = excluded.response_code""";
    private static final String WAITS_NO_LONGER = "DELETE FROM kept_message WHERE message_id = ";

    /** @param noticed microseconds since 1970 */
    record Outcome(long messageId, Status status, long noticed, int code) {

        static final int BYTES = 256;
    }

    @Override
    public List<Void> run(Session session, List<Outcome> outcomes) throws SQLException {
        PreparedStatement note = session.prepare(NOTE);
        note.clearBatch();
        for (Outcome outcome : outcomes) {
            note.setLong(1, outcome.messageId());
            note.setString(2, outcome.status().name());
            note.setLong(3, outcome.noticed());
            note.setInt(4, outcome.code());
            note.addBatch();
        }
        note.executeBatch();
        waitNoLonger(session, outcomes);
        return Collections.nCopies(outcomes.size(), null);
    }

    private static void waitNoLonger(Session session, List<Outcome> outcomes) throws SQLException {
        if (session.dialect() == Dialect.POSTGRESQL) {
            PreparedStatement delete = session.prepare(WAITS_NO_LONGER + "ANY(?)");
            delete.setObject(1, outcomes.stream().mapToLong(Outcome::messageId).toArray());
            delete.executeUpdate();
            return;
        }
        PreparedStatement delete = session.prepare(WAITS_NO_LONGER + "?");
        delete.clearBatch();
        for (Outcome outcome : outcomes) {
            delete.setLong(1, outcome.messageId());
            delete.addBatch();
        }
        delete.executeBatch();
    }

    @Override
    public boolean goesFirst() {
        return true;
    }
}
