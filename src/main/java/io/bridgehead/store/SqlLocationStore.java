package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.bridgehead.im.Binding;
import io.bridgehead.im.LocationStore;

/** Bindings in the table {@code location}. */
public final class SqlLocationStore implements LocationStore {

    private static final String INSERT = """
            INSERT INTO location (aor, ordinal, contact, instance, reg_id, call_id, cseq, quality, flow, lasting,
            path, user_agent, expires_at, process, server) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final String process;
    private final String server;

    /**
     * @param process name of this process at the database; the devices of others are not touched
     * @param server where the others reach this one, {@code transport://host:port}; {@code null} if they cannot
     */
    public SqlLocationStore(Database database, String process, String server) {
        this.database = database;
        this.process = process;
        this.server = server;
    }

    @Override
    public void replace(String aor, List<Binding> bindings) {
        database.call(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM location WHERE process = ? AND aor = ?");
            delete.setString(1, process);
            delete.setString(2, Text.key(aor));
            delete.executeUpdate();
            for (int i = 0; i < bindings.size(); i++) {
                insert(session, i, bindings.get(i));
            }
            return null;
        });
    }

    private void insert(Session session, int ordinal, Binding binding) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setString(1, Text.key(binding.aor()));
        insert.setInt(2, ordinal);
        insert.setString(3, Text.plain(binding.contact()));
        insert.setString(4, Text.plain(binding.instance()));
        insert.setInt(5, binding.regId());
        insert.setString(6, Text.plain(binding.callId()));
        insert.setLong(7, binding.cseq());
        insert.setInt(8, binding.quality());
        insert.setString(9, Text.plain(binding.flow()));
        insert.setBoolean(10, binding.lasting());
        insert.setString(11, Text.plain(String.join("\n", binding.path())));
        insert.setString(12, Text.plain(binding.userAgent()));
        insert.setLong(13, Columns.micros(binding.expires()));
        insert.setString(14, process);
        insert.setString(15, server);
        insert.executeUpdate();
    }

    @Override
    public List<String> elsewhere(String aor, Instant now) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("""
                    SELECT DISTINCT server FROM location WHERE aor = ? AND process <> ? AND expires_at > ?
                    AND server IS NOT NULL ORDER BY server""");
            select.setString(1, Text.key(aor));
            select.setString(2, process);
            select.setLong(3, Columns.micros(now));
            List<String> servers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    servers.add(row.getString(1));
                }
            }
            return servers;
        });
    }

    @Override
    public List<Binding> recover(Instant now) {
        return database.call(session -> {
            PreparedStatement adopt = session.prepare("UPDATE location SET process = ? WHERE process = ''");
            adopt.setString(1, process);
            adopt.executeUpdate();
            PreparedStatement delete = session
                    .prepare("DELETE FROM location WHERE process = ? AND (NOT lasting OR expires_at <= ?)");
            delete.setString(1, process);
            delete.setLong(2, Columns.micros(now));
            delete.executeUpdate();
            PreparedStatement select = session.prepare("SELECT * FROM location WHERE process = ? ORDER BY aor, ordinal");
            select.setString(1, process);
            return readAll(select);
        });
    }

    private static List<Binding> readAll(PreparedStatement select) throws SQLException {
        List<Binding> bindings = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                bindings.add(new Binding(row.getString("aor"), row.getString("contact"), row.getString("instance"),
                        row.getInt("reg_id"), row.getString("call_id"), row.getLong("cseq"), row.getInt("quality"),
                        row.getString("flow"), row.getBoolean("lasting"), row.getString("path").lines().toList(),
                        row.getString("user_agent"), Columns.instant(row.getLong("expires_at"))));
            }
        }
        return bindings;
    }
}
