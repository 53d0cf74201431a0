package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

import io.bridgehead.bridge.http.EventMarks;

/** Marks that all processes at the database share: what one has taken no other needs to take. */
public final class SqlEventMarks implements EventMarks {

    private final Database database;

    public SqlEventMarks(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Mark> find(String bridge) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("SELECT epoch, number FROM bridge_events WHERE bridge = ?");
            select.setString(1, bridge);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Mark(row.getString(1), row.getLong(2))) : Optional.empty();
            }
        });
    }

    @Override
    public void note(String bridge, Mark mark) {
        database.writeInPassing(session -> {
            PreparedStatement insert = session.prepare("""
                    INSERT INTO bridge_events (bridge, epoch, number) VALUES (?, ?, ?)
                    ON CONFLICT (bridge) DO UPDATE SET epoch = excluded.epoch, number = excluded.number""");
            insert.setString(1, bridge);
            insert.setString(2, mark.epoch());
            insert.setLong(3, mark.number());
            return insert.executeUpdate();
        });
    }
}
