package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/** Rows of the table {@code conference_viewer}: who may see which conference. */
final class ViewerRows {

    private ViewerRows() {
    }

    /** From now on these users may see a conference, and nobody else. */
    static void replace(Session session, String conferenceId, Set<String> viewers) throws SQLException {
        PreparedStatement delete = session.prepare("""
                DELETE FROM conference_viewer WHERE conference = (SELECT id FROM conference WHERE conference_id = ?)""");
        delete.setString(1, Text.key(conferenceId));
        delete.executeUpdate();
        PreparedStatement insert = session.prepare("""
                INSERT INTO conference_viewer (user_name, conference) SELECT ?, id FROM conference WHERE conference_id = ?""");
        for (String viewer : viewers) {
            insert.setString(1, Text.key(viewer));
            insert.setString(2, Text.key(conferenceId));
            insert.executeUpdate();
        }
    }
}
