package io.bridgehead.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.bridgehead.conference.BridgeName;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.conference.OutboxPayload;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;

/** Rows of the table {@code outbox}. */
final class OutboxRows {

    private OutboxRows() {
    }

    /** Inserts rows, and a bridge's orders into the message log as well (operation 408 and its like). */
    static void insert(Session session, List<OutboxEntry> entries) throws SQLException {
        PreparedStatement insert = session.prepare("""
                INSERT INTO outbox (topic, conference_id, lane, version, payload, process, attempts, not_before)
                VALUES (?, ?, ?, ?, ?, ?, 0, 0)""");
        for (OutboxEntry entry : entries) {
            String payload = StoredJson.write(entry.payload());
            insert.setString(1, entry.topic().name());
            insert.setString(2, Text.key(entry.conferenceId()));
            insert.setString(3, Text.key(entry.lane()));
            insert.setLong(4, entry.version());
            insert.setString(5, payload);
            insert.setString(6,
                    entry.payload() instanceof BridgeOrder order ? BridgeName.parse(order.bridge()).process() : null);
            insert.executeUpdate();
            if (entry.payload() instanceof BridgeOrder order) {
                session.dialect().rowInserts().insert(session, List.of(MessageRow.of(logEntry(order, payload))));
            }
        }
    }

    private static LogEntry logEntry(BridgeOrder order, String payload) {
        String operation = order.kind().word();
        String leg = order.leg() == null ? null : order.leg().toString();
        String detail = order.reason() == null ? leg : leg + " " + order.reason().word();
        return LogEntry.of(Hop.BRIDGE_COMMAND, operation, payload.getBytes(StandardCharsets.UTF_8))
                .withOperation(operation, detail).withParties(null, order.bridge())
                .withConference(order.conferenceId()).withContentType("application/json");
    }

    static List<OutboxRow> readAll(PreparedStatement select) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OutboxEntry.Topic topic = OutboxEntry.Topic.valueOf(row.getString("topic"));
                Class<? extends OutboxPayload> type = topic == OutboxEntry.Topic.BRIDGE ? BridgeOrder.class
                        : StatusChange.class;
                rows.add(new OutboxRow(row.getLong("id"),
                        new OutboxEntry(topic, row.getString("conference_id"), row.getLong("version"),
                                StoredJson.read(row.getString("payload"), type)),
                        row.getInt("attempts") + 1));
            }
        }
        return rows;
    }
}
