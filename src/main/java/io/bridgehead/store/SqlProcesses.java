package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes at the database, each with a number that rises while it runs. */
public final class SqlProcesses {

    private static final List<String> LEFT_BEHIND = List.of("outbox", "bridge_leg");

    private final Database database;
    private final String process;

    /** @param process name of this process */
    public SqlProcesses(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    /** Says that this process runs; blocks. Gives the numbers of the others by their names. */
    public Map<String, Long> beat() {
        return database.call(session -> {
            PreparedStatement beat = session.prepare(
                    """
                            INSERT INTO process (name, beats) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET beats = process.beats + 1""");
            beat.setString(1, process);
            beat.executeUpdate();
            PreparedStatement select = session.prepare("SELECT name, beats FROM process WHERE name <> ?");
            select.setString(1, process);
            Map<String, Long> others = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    others.put(row.getString(1), row.getLong(2));
                }
            }
            return others;
        });
    }

    /**
     * Forgets a process that does not come back, with the orders that only it could carry out and the calls of its bridge;
     * blocks. One that has counted on meanwhile is left alone.
     *
     * @param number the number it has stopped at
     */
    public void forget(String name, long number) {
        database.call(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM process WHERE name = ? AND beats = ?");
            delete.setString(1, name);
            delete.setLong(2, number);
            if (delete.executeUpdate() == 1) {
                for (String table : LEFT_BEHIND) {
                    PreparedStatement clear = session.prepare("DELETE FROM " + table + " WHERE process = ?");
                    clear.setString(1, name);
                    clear.executeUpdate();
                }
            }
            return null;
        });
    }
}
