package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Values made once, when the product first runs, such as signing keys. */
public final class Secrets {

    private final Database database;

    public Secrets(Database database) {
        this.database = database;
    }

    /** The value of that name; the first caller of all processes makes it. Blocks. */
    public byte[] getOrCreate(String name, Supplier<byte[]> maker) {
        Optional<byte[]> existing = database.read(session -> find(session, name));
        return existing.orElseGet(() -> create(name, maker.get()));
    }

    private byte[] create(String name, byte[] value) {
        return database.call(session -> {
            PreparedStatement insert = session
                    .prepare("INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
            insert.setString(1, name);
            insert.setBytes(2, value);
            insert.executeUpdate();
            // Another process may have been first; then its value counts.
            return find(session, name).orElseThrow();
        });
    }

    private static Optional<byte[]> find(Session session, String name) throws SQLException {
        PreparedStatement select = session.prepare("SELECT value FROM secret WHERE name = ?");
        select.setString(1, name);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }
}
