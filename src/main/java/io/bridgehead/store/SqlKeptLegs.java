package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.bridgehead.bridge.embedded.KeptLeg;
import io.bridgehead.bridge.embedded.KeptLegs;
import io.bridgehead.conference.LegId;

/** The calls of one process's bridge. */
public final class SqlKeptLegs implements KeptLegs {

    private final Database database;
    private final String process;

    /** @param process name of this process, the same after a restart: no other goes on with its calls */
    public SqlKeptLegs(Database database, String process) {
        this.database = database;
        this.process = process;
    }

    @Override
    public CompletionStage<Void> keep(KeptLeg leg) {
        return database.write(session -> write(session, leg));
    }

    @Override
    public void note(KeptLeg leg) {
        database.writeInPassing(session -> write(session, leg));
    }

    private Void write(Session session, KeptLeg leg) throws SQLException {
        PreparedStatement insert = session.prepare("""
                INSERT INTO bridge_leg (process, leg, kept) VALUES (?, ?, ?)
                ON CONFLICT (process, leg) DO UPDATE SET kept = excluded.kept""");
        insert.setString(1, process);
        insert.setString(2, Text.key(leg.leg().toString()));
        insert.setString(3, StoredJson.write(leg));
        insert.executeUpdate();
        return null;
    }

    @Override
    public void forget(LegId leg) {
        database.writeInPassing(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM bridge_leg WHERE process = ? AND leg = ?");
            delete.setString(1, process);
            delete.setString(2, Text.key(leg.toString()));
            return delete.executeUpdate();
        });
    }

    @Override
    public List<KeptLeg> all() {
        return database.read(session -> {
            PreparedStatement select = session.prepare("SELECT kept FROM bridge_leg WHERE process = ? ORDER BY leg");
            select.setString(1, process);
            List<KeptLeg> legs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    legs.add(StoredJson.read(row.getString(1), KeptLeg.class));
                }
            }
            return legs;
        });
    }
}
