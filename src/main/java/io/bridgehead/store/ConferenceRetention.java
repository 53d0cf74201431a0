package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Forgets conferences that have ended, with their events and the answers to their commands. */
public final class ConferenceRetention {

    private static final int AT_ONCE = 20;
    private static final String ENDED = """
            SELECT conference_id FROM conference WHERE ended_at < ? AND NOT EXISTS
            (SELECT 1 FROM outbox WHERE outbox.conference_id = conference.conference_id) ORDER BY ended_at LIMIT ?""";
    private static final List<String> TABLES = List.of("conference_event", "answered_command", "conference");

    private final Database database;

    public ConferenceRetention(Database database) {
        this.database = database;
    }

    /**
     * Forgets conferences that ended before a time, unless something is still to be done about them; blocks.
     *
     * @return how many
     */
    public int forgetEndedBefore(Instant time) {
        int forgotten = 0;
        for (int some = AT_ONCE; some == AT_ONCE; forgotten += some) {
            some = forgetSome(Columns.micros(time));
        }
        return forgotten;
    }

    private int forgetSome(long before) {
        return database.call(session -> {
            PreparedStatement select = session.prepare(ENDED);
            select.setLong(1, before);
            select.setInt(2, AT_ONCE);
            List<String> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            PreparedStatement unseen = session.prepare("""
                    DELETE FROM conference_viewer WHERE conference = (SELECT id FROM conference WHERE conference_id = ?)""");
            for (String id : ids) {
                unseen.setString(1, id);
                unseen.executeUpdate();
            }
            for (String table : TABLES) {
                PreparedStatement delete = session.prepare("DELETE FROM " + table + " WHERE conference_id = ?");
                for (String id : ids) {
                    delete.setString(1, id);
                    delete.executeUpdate();
                }
            }
            return ids.size();
        });
    }
}
