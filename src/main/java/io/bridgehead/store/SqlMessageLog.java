package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Status;

/** The message log in the table {@code message}. */
public final class SqlMessageLog implements MessageLog {

    private static final String FIRST = """
            SELECT id, status, response_code FROM message
            WHERE hop = 'SIP' AND call_id = ? AND cseq = ? AND sender = ?""";
    private static final String UPDATE = """
            UPDATE message SET status = ?, delivered_at = ?, response_code = ? WHERE id = ?""";
    private static final String FORGET = """
            DELETE FROM message WHERE id IN (SELECT id FROM message
            WHERE accepted_at < ? AND (status <> 'KEPT' OR kept_until <= ?) LIMIT ?)""";
    /** Rows forgotten by one unit of work, so that accepting does not wait long. */
    private static final int FORGET_AT_ONCE = 500;

    private final Database database;
    private final Clock clock;
    private final int mostKept;
    private final Duration longestKept;

    /**
     * @param mostKept how many messages wait for one receiver at most
     * @param longestKept how long a message waits for its receiver at most
     */
    public SqlMessageLog(Database database, Clock clock, int mostKept, Duration longestKept) {
        this.database = database;
        this.clock = clock;
        this.mostKept = mostKept;
        this.longestKept = longestKept;
    }

    @Override
    public CompletionStage<Accepted> accept(LogEntry entry) {
        return database.write(insert(entry));
    }

    @Override
    public CompletionStage<Accepted> accept(LogEntry entry, Executor then) {
        return database.write(insert(entry), then);
    }

    private static Work<Accepted> insert(LogEntry entry) {
        return session -> {
            long id = MessageRows.insert(session, entry);
            return id != 0 ? new Accepted(id, Optional.empty()) : first(session, entry);
        };
    }

    private static Accepted first(Session session, LogEntry entry) throws SQLException {
        PreparedStatement select = session.prepare(FIRST);
        select.setString(1, Text.key(entry.callId()));
        select.setLong(2, entry.cseq());
        select.setString(3, Text.key(entry.sender()));
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The first message was forgotten between two statements", "40001");
            }
            return new Accepted(row.getLong("id"), Optional.of(new Accepted.Repeat(
                    Status.valueOf(row.getString("status")), Columns.integer(row, "response_code"))));
        }
    }

    @Override
    public CompletionStage<Void> delivered(long id, int code) {
        return database.write(update(id, Status.DELIVERED, code));
    }

    @Override
    public CompletionStage<Void> deliveredInPassing(long id, int code) {
        return database.writeInPassing(update(id, Status.DELIVERED, code));
    }

    @Override
    public CompletionStage<Void> deliveredInPassing(long id, int code, Executor then) {
        return database.writeInPassing(update(id, Status.DELIVERED, code), then);
    }

    @Override
    public CompletionStage<Void> failed(long id, int code) {
        return database.write(update(id, Status.FAILED, code));
    }

    @Override
    public CompletionStage<Void> failed(long id, int code, Executor then) {
        return database.write(update(id, Status.FAILED, code), then);
    }

    private Work<Void> update(long id, Status status, int code) {
        long now = Columns.micros(clock.instant());
        return session -> {
            PreparedStatement update = session.prepare(UPDATE);
            update.setString(1, status.name());
            update.setLong(2, now);
            update.setObject(3, code, Types.INTEGER);
            update.setLong(4, id);
            update.executeUpdate();
            return null;
        };
    }

    @Override
    public CompletionStage<Void> kept(long id, Keeping keeping) {
        return database.writeGuarded(keep(id, keeping));
    }

    @Override
    public CompletionStage<Void> kept(long id, Keeping keeping, Executor then) {
        return database.writeGuarded(keep(id, keeping), then);
    }

    private Work<Void> keep(long id, Keeping keeping) {
        Instant now = clock.instant();
        return session -> {
            KeptRows.keep(session, id, keeping, now, longestKept, mostKept);
            return null;
        };
    }

    @Override
    public CompletionStage<Integer> giveUpExpired() {
        Instant now = clock.instant();
        return database.write(session -> KeptRows.expire(session, now));
    }

    @Override
    public CompletionStage<Void> belongsTo(long id, String conferenceId) {
        return database.write(session -> {
            PreparedStatement update = session.prepare("UPDATE message SET conference_id = ? WHERE id = ?");
            update.setString(1, Text.key(conferenceId));
            update.setLong(2, id);
            update.executeUpdate();
            return null;
        });
    }

    @Override
    public List<LoggedMessage> keptFor(String receiver) {
        return database.read(session -> KeptRows.waiting(session, receiver, clock.instant(), FIND_LIMIT));
    }

    @Override
    public List<LoggedMessage> findByConference(String conferenceId) {
        return find("SELECT * FROM message WHERE conference_id = ? ORDER BY id LIMIT ?", conferenceId);
    }

    @Override
    public List<LoggedMessage> findByCallId(String callId) {
        return find("SELECT * FROM message WHERE hop = 'SIP' AND call_id = ? ORDER BY id LIMIT ?", callId);
    }

    @Override
    public List<LoggedMessage> findByMessageId(String messageId) {
        return find("SELECT * FROM message WHERE message_id = ? ORDER BY id LIMIT ?", messageId);
    }

    @Override
    public List<LoggedMessage> findRefused(Instant since) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("""
                    SELECT * FROM message WHERE accepted_at >= ? AND (status = 'FAILED'
                    OR hop IN ('SIP', 'WEBSERVICE_ANSWER') AND operation LIKE '%Fault') ORDER BY id DESC LIMIT ?""");
            select.setLong(1, Columns.micros(since));
            select.setInt(2, FIND_LIMIT);
            return MessageRows.readAll(select);
        });
    }

    private List<LoggedMessage> find(String sql, String value) {
        return database.read(session -> {
            PreparedStatement select = session.prepare(sql);
            select.setString(1, Text.key(value));
            select.setInt(2, FIND_LIMIT);
            return MessageRows.readAll(select);
        });
    }

    @Override
    public CompletionStage<Integer> forgetBefore(Instant time) {
        return forgetSome(time).thenCompose(some -> some < FORGET_AT_ONCE ? CompletableFuture.completedFuture(some)
                : forgetBefore(time).thenApply(more -> some + more));
    }

    private CompletableFuture<Integer> forgetSome(Instant time) {
        return database.write(session -> {
            PreparedStatement delete = session.prepare(FORGET);
            delete.setLong(1, Columns.micros(time));
            delete.setLong(2, Columns.micros(clock.instant()));
            delete.setInt(3, FORGET_AT_ONCE);
            return delete.executeUpdate();
        });
    }
}
