package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import io.bridgehead.messagelog.LogReadings;

/** Readings of the message log in the table {@code log_reading}. */
public final class SqlLogReadings implements LogReadings {

    private final Database database;

    public SqlLogReadings(Database database) {
        this.database = database;
    }

    @Override
    public long begin(Reading reading) {
        return database.call(session -> {
            PreparedStatement insert = session.prepare("""
                    INSERT INTO log_reading (began_at, reader, how, subject, row_count) VALUES (?, ?, ?, ?, ?) RETURNING id""");
            insert.setLong(1, Columns.micros(reading.at()));
            insert.setString(2, Text.plain(reading.reader()));
            insert.setString(3, Text.plain(reading.how()));
            insert.setString(4, Text.plain(reading.subject()));
            insert.setLong(5, reading.rows());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void end(long number, long rows) {
        database.call(session -> {
            PreparedStatement update = session.prepare("UPDATE log_reading SET row_count = ? WHERE id = ?");
            update.setLong(1, rows);
            update.setLong(2, number);
            return update.executeUpdate();
        });
    }

    @Override
    public List<Reading> newest(int limit) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("SELECT * FROM log_reading ORDER BY id DESC LIMIT ?");
            select.setInt(1, limit);
            List<Reading> readings = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    readings.add(new Reading(Columns.instant(row.getLong("began_at")), row.getString("reader"),
                            row.getString("how"), row.getString("subject"), row.getLong("row_count")));
                }
            }
            return readings;
        });
    }
}
