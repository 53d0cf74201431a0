package io.bridgehead.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.bridgehead.conference.BridgeName;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.OutboxEntry;
import io.bridgehead.conference.OutboxPayload;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;

/** Rows of the table {@code outbox}. */
final class OutboxRows {

    /** Rows of a topic that a process may take at a time: none whose conference and lane has an earlier one. */
    private static final String TAKEABLE = """
             FROM outbox o WHERE topic = ? AND not_before <= ? AND (process IS NULL OR process = ?)
            AND NOT EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.topic = o.topic
            AND earlier.conference_id = o.conference_id AND earlier.lane = o.lane AND earlier.id < o.id)
            """;

    private OutboxRows() {
    }

    /**
     * What one look has found.
     *
     * @param unreadable ids of rows among them of a kind that this release does not know
     * @param next when there may be more to take, in microseconds since 1970; {@code null} if nothing is left that waits
     */
    record Look(List<OutboxRow> rows, List<Long> unreadable, Long next) {
    }

    /** Looks for at most so many rows to take. */
    static Look look(Session session, OutboxEntry.Topic topic, String process, long now, int max) throws SQLException {
        PreparedStatement select = session
                .prepare("SELECT *" + TAKEABLE + " ORDER BY id LIMIT ?" + session.dialect().skipLocked());
        bindTakeable(select, topic, process, now);
        select.setInt(4, max);
        List<OutboxRow> rows = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                try {
                    rows.add(read(row));
                } catch (StoreException e) {
                    unreadable.add(row.getLong("id"));
                }
            }
        }
        boolean all = rows.size() + unreadable.size() < max;
        return new Look(rows, unreadable, all ? nextAfter(session, topic, now) : Long.valueOf(now));
    }

    static boolean isAnyTakeable(Session session, OutboxEntry.Topic topic, String process, long now) throws SQLException {
        PreparedStatement select = session.prepare("SELECT 1" + TAKEABLE + " LIMIT 1");
        bindTakeable(select, topic, process, now);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private static void bindTakeable(PreparedStatement select, OutboxEntry.Topic topic, String process, long now)
            throws SQLException {
        select.setString(1, topic.name());
        select.setLong(2, now);
        select.setString(3, process);
    }

    /** When the first of the rows that were lent or failed may be taken again. */
    private static Long nextAfter(Session session, OutboxEntry.Topic topic, long now) throws SQLException {
        PreparedStatement select = session.prepare("SELECT MIN(not_before) FROM outbox WHERE topic = ? AND not_before > ?");
        select.setString(1, topic.name());
        select.setLong(2, now);
        try (ResultSet row = select.executeQuery()) {
            row.next();
            long next = row.getLong(1);
            return row.wasNull() ? null : Long.valueOf(next);
        }
    }

    /** How many rows there are of each topic that has any. */
    static Map<OutboxEntry.Topic, Long> count(Session session) throws SQLException {
        Map<OutboxEntry.Topic, Long> counts = new EnumMap<>(OutboxEntry.Topic.class);
        try (ResultSet row = session.prepare("SELECT topic, COUNT(*) FROM outbox GROUP BY topic").executeQuery()) {
            while (row.next()) {
                counts.put(OutboxEntry.Topic.valueOf(row.getString(1)), row.getLong(2));
            }
        }
        return counts;
    }

    /**
     * Lends rows while they are added.
     *
     * @param process who takes them
     * @param until when the lease ends, in microseconds since 1970
     * @param room whether it takes any of a topic
     */
    record Lender(String process, long until, Predicate<OutboxEntry.Topic> room) {

        /** @param owner the only process that can do the work, null if any can */
        private boolean takes(OutboxEntry entry, String owner) {
            return (owner == null || owner.equals(process)) && room.test(entry.topic());
        }
    }

    /**
     * Inserts rows, and a bridge's orders into the message log as well (operation 408 and its like).
     *
     * @return those that were lent: they may be done at once
     */
    static List<OutboxRow> insert(Session session, List<OutboxEntry> entries, Lender lender) throws SQLException {
        List<OutboxRow> lent = new ArrayList<>();
        List<MessageRow> orders = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            String owner = entry.payload() instanceof BridgeOrder order ? BridgeName.parse(order.bridge()).process() : null;
            String payload = StoredJson.write(entry.payload());
            boolean lend = lender.takes(entry, owner) && isFirst(session, entry);
            long id = insert(session, entry, payload, owner, lend ? lender : null);
            if (lend) {
                lent.add(new OutboxRow(id, entry, 1));
            }
            if (entry.payload() instanceof BridgeOrder order) {
                orders.add(MessageRow.of(logEntry(order, payload)));
            }
        }
        if (!orders.isEmpty()) {
            session.dialect().rowInserts().insert(session, orders);
        }
        return lent;
    }

    /** Whether no other row of its topic, conference and lane is there. */
    private static boolean isFirst(Session session, OutboxEntry entry) throws SQLException {
        PreparedStatement select = session
                .prepare("SELECT 1 FROM outbox WHERE topic = ? AND conference_id = ? AND lane = ? LIMIT 1");
        select.setString(1, entry.topic().name());
        select.setString(2, Text.key(entry.conferenceId()));
        select.setString(3, Text.key(entry.lane()));
        try (ResultSet row = select.executeQuery()) {
            return !row.next();
        }
    }

    private static long insert(Session session, OutboxEntry entry, String payload, String owner, Lender lender)
            throws SQLException {
        PreparedStatement insert = session.prepare("""
                INSERT INTO outbox (topic, conference_id, lane, version, payload, process, taker, attempts, not_before)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""");
        insert.setString(1, entry.topic().name());
        insert.setString(2, Text.key(entry.conferenceId()));
        insert.setString(3, Text.key(entry.lane()));
        insert.setLong(4, entry.version());
        insert.setString(5, payload);
        insert.setString(6, owner);
        insert.setString(7, lender == null ? null : lender.process());
        insert.setInt(8, lender == null ? 0 : 1);
        insert.setLong(9, lender == null ? 0 : lender.until());
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
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

    /** @throws StoreException if it was written by a release that knows more */
    private static OutboxRow read(ResultSet row) throws SQLException {
        OutboxEntry.Topic topic = OutboxEntry.Topic.valueOf(row.getString("topic"));
        Class<? extends OutboxPayload> type = topic == OutboxEntry.Topic.BRIDGE ? BridgeOrder.class : StatusChange.class;
        return new OutboxRow(row.getLong("id"),
                new OutboxEntry(topic, row.getString("conference_id"), row.getLong("version"),
                        StoredJson.read(row.getString("payload"), type)),
                row.getInt("attempts") + 1);
    }
}
