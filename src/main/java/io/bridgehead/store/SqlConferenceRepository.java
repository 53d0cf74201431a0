package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bridgehead.conference.AnsweredCommand;
import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConcurrentChangeException;
import io.bridgehead.conference.ConferenceAppend;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.ConferenceRepository;
import io.bridgehead.conference.StoredConference;
import io.bridgehead.conference.UnreadableConferenceException;

/** Conferences as streams of events. What follows from a decision goes into the same transaction. */
public final class SqlConferenceRepository implements ConferenceRepository {

    private final Database database;
    private final Outbox outbox;
    private final KnownEvents known = new KnownEvents();

    /** @param outbox is told of new rows once they are durable */
    public SqlConferenceRepository(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @Override
    public Optional<StoredConference> load(String conferenceId) {
        List<ConferenceEvent> events = new ArrayList<>(known.of(conferenceId));
        List<ConferenceEvent> later = later(conferenceId, events.size());
        if (!later.isEmpty()) {
            events.addAll(later);
            known.learn(conferenceId, events);
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(new StoredConference(conferenceId, events));
    }

    private List<ConferenceEvent> later(String conferenceId, int version) {
        return database.read(session -> {
            PreparedStatement select = session.prepare(
                    "SELECT type, event FROM conference_event WHERE conference_id = ? AND version > ? ORDER BY version");
            select.setString(1, Text.key(conferenceId));
            select.setLong(2, version);
            List<ConferenceEvent> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(event(conferenceId, row.getString(1), row.getString(2)));
                }
            }
            return found;
        });
    }

    private static ConferenceEvent event(String conferenceId, String type, String json) {
        Class<? extends ConferenceEvent> known = ConferenceEvent.TYPES.get(type);
        if (known == null) {
            throw new UnreadableConferenceException(conferenceId, null);
        }
        try {
            return StoredJson.read(json, known);
        } catch (StoreException e) {
            throw new UnreadableConferenceException(conferenceId, e);
        }
    }

    @Override
    public void append(ConferenceAppend append) {
        OutboxRows.Lender lender = outbox.adding(append.outbox());
        List<OutboxRow> lent;
        try {
            lent = write(append, lender);
        } catch (ConcurrentChangeException e) {
            outbox.notAdded(append.outbox());
            throw e;
        }
        known.learn(append);
        outbox.added(append.outbox(), lent);
    }

    private List<OutboxRow> write(ConferenceAppend append, OutboxRows.Lender lender) {
        return database.call(session -> {
            if (!advance(session, append)) {
                throw new ConcurrentChangeException(append.conferenceId());
            }
            insertEvents(session, append);
            if (append.viewers() != null) {
                ViewerRows.replace(session, append.conferenceId(), append.viewers());
            }
            if (append.answered() != null && !insertAnswer(session, append.answered())) {
                throw new ConcurrentChangeException(append.conferenceId());
            }
            return OutboxRows.insert(session, append.outbox(), lender);
        });
    }

    /** Whoever moves the version on may write; false if somebody else was first, or has the PIN. */
    private static boolean advance(Session session, ConferenceAppend append) throws SQLException {
        PreparedStatement update = session.prepare(append.expectedVersion() == 0
                ? """
                        INSERT INTO conference (version, owner, active, due, ended_at, conference_id, pin) VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING"""
                : """
                        UPDATE conference SET version = ?, owner = ?, active = ?, due = ?, ended_at = ?
                        WHERE conference_id = ? AND version = ?""");
        update.setLong(1, append.expectedVersion() + append.events().size());
        update.setString(2, Text.key(append.owner()));
        update.setBoolean(3, append.active());
        Columns.setLong(update, 4, append.due() == null ? null : Columns.micros(append.due()));
        Columns.setLong(update, 5, append.active() ? null : Columns.micros(time(append)));
        update.setString(6, Text.key(append.conferenceId()));
        if (append.expectedVersion() == 0) {
            update.setString(7, append.pin());
        } else {
            update.setLong(7, append.expectedVersion());
        }
        return update.executeUpdate() == 1;
    }

    /** When the last of its events was. */
    private static Instant time(ConferenceAppend append) {
        return append.events().isEmpty() ? Instant.now() : append.events().get(append.events().size() - 1).at();
    }

    private static void insertEvents(Session session, ConferenceAppend append) throws SQLException {
        PreparedStatement insert = session
                .prepare("INSERT INTO conference_event (conference_id, version, type, event) VALUES (?, ?, ?, ?)");
        long version = append.expectedVersion();
        for (ConferenceEvent event : append.events()) {
            insert.setString(1, Text.key(append.conferenceId()));
            insert.setLong(2, ++version);
            insert.setString(3, event.type());
            insert.setString(4, StoredJson.write(event));
            insert.addBatch();
        }
        if (!append.events().isEmpty()) {
            insert.executeBatch();
        }
    }

    private static boolean insertAnswer(Session session, AnsweredCommand answered) throws SQLException {
        PreparedStatement insert = session.prepare("""
                INSERT INTO answered_command (message_id, user_name, conference_id, answer, digest) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""");
        insert.setString(1, Text.key(answered.messageId()));
        insert.setString(2, Text.key(answered.user()));
        insert.setString(3, Text.key(answered.answer().conferenceId()));
        insert.setString(4, StoredJson.write(answered.answer()));
        insert.setString(5, answered.digest());
        return insert.executeUpdate() == 1;
    }

    @Override
    public Optional<AnsweredCommand> answered(String messageId, String user) {
        return database.read(session -> {
            PreparedStatement select = session
                    .prepare("SELECT answer, digest FROM answered_command WHERE message_id = ? AND user_name = ?");
            select.setString(1, Text.key(messageId));
            select.setString(2, Text.key(user));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new AnsweredCommand(messageId, user,
                        StoredJson.read(row.getString(1), CommandAnswer.class), row.getString(2))) : Optional.empty();
            }
        });
    }

    @Override
    public List<String> active() {
        return database.read(session -> strings(
                session.prepare("SELECT conference_id FROM conference WHERE active ORDER BY id")));
    }

    @Override
    public List<String> due(Instant now) {
        return database.read(session -> {
            PreparedStatement select = session
                    .prepare("SELECT conference_id FROM conference WHERE due <= ? ORDER BY due");
            select.setLong(1, Columns.micros(now));
            return strings(select);
        });
    }

    @Override
    public List<String> visibleTo(String user, boolean activeOnly, int limit) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("""
                    SELECT c.conference_id FROM conference_viewer v JOIN conference c ON c.id = v.conference
                    WHERE v.user_name = ? AND (c.active OR ?) ORDER BY v.conference DESC LIMIT ?""");
            select.setString(1, Text.key(user));
            select.setBoolean(2, !activeOnly);
            select.setInt(3, limit);
            return strings(select);
        });
    }

    private static List<String> strings(PreparedStatement select) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
