package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Selection;
import io.bridgehead.messagelog.Status;

/** The message log in the tables {@code message}, {@code outcome} and {@code kept_message}. */
public final class SqlMessageLog implements MessageLog {

    /** What is younger may still be on its way, and is not forgotten. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private final Database database;
    private final MessageInserts inserts = new MessageInserts();
    private final Outcomes outcomes = new Outcomes();
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
        return accept(entry, null);
    }

    @Override
    public CompletionStage<Accepted> accept(LogEntry entry, Executor then) {
        return insert(entry, false, then);
    }

    @Override
    public CompletionStage<Accepted> acceptInPassing(LogEntry entry) {
        return insert(entry, true, null);
    }

    private CompletionStage<Accepted> insert(LogEntry entry, boolean inPassing, Executor then) {
        MessageRow row = MessageRow.of(entry);
        return database.write(inserts, row, inPassing, row.bytes(), then);
    }

    @Override
    public CompletionStage<Void> delivered(long id, int code) {
        return note(id, Status.DELIVERED, code, false, null);
    }

    @Override
    public CompletionStage<Void> deliveredInPassing(long id, int code) {
        return deliveredInPassing(id, code, null);
    }

    @Override
    public CompletionStage<Void> deliveredInPassing(long id, int code, Executor then) {
        return note(id, Status.DELIVERED, code, true, then);
    }

    @Override
    public CompletionStage<Void> failed(long id, int code) {
        return failed(id, code, null);
    }

    @Override
    public CompletionStage<Void> failed(long id, int code, Executor then) {
        return note(id, Status.FAILED, code, false, then);
    }

    private CompletionStage<Void> note(long id, Status status, int code, boolean inPassing, Executor then) {
        Outcomes.Outcome outcome = new Outcomes.Outcome(id, status, Columns.micros(clock.instant()), code);
        return database.write(outcomes, outcome, inPassing, Outcomes.Outcome.BYTES, then);
    }

    @Override
    public CompletionStage<Void> kept(long id, Keeping keeping) {
        return kept(id, keeping, null);
    }

    @Override
    public CompletionStage<Void> kept(long id, Keeping keeping, Executor then) {
        Instant now = clock.instant();
        return database.writeGuarded(session -> {
            KeptRows.keep(session, id, keeping, now, longestKept, mostKept);
            return null;
        }, then);
    }

    @Override
    public CompletionStage<Integer> handedOut(long id) {
        return database.write(session -> KeptRows.handOut(session, id));
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
        return find("WHERE message.conference_id = ? ORDER BY message.id LIMIT ?", conferenceId);
    }

    @Override
    public List<LoggedMessage> findByCallId(String callId) {
        return find("WHERE message.hop = 'SIP' AND message.call_id = ? ORDER BY message.id LIMIT ?", callId);
    }

    @Override
    public List<LoggedMessage> findByMessageId(String messageId) {
        return find("WHERE message.message_id = ? AND message.conference_id IS NULL ORDER BY message.id LIMIT ?", messageId);
    }

    @Override
    public long export(Selection selection, Consumer<LoggedMessage> receiver) {
        return new LogExport(database, selection).to(receiver);
    }

    @Override
    public List<LoggedMessage> findRefused(Instant since) {
        return database.read(session -> {
            PreparedStatement select = session.prepare(MessageRows.SELECT + """
                    WHERE message.id >= ? AND (outcome.status = 'FAILED' OR message.hop IN ('SIP', 'WEBSERVICE_ANSWER')
                    AND message.operation LIKE '%Fault') ORDER BY message.id DESC LIMIT ?""");
            select.setLong(1, MessageNumbers.firstSince(session, Columns.micros(since)));
            select.setInt(2, FIND_LIMIT);
            return MessageRows.readAll(select);
        });
    }

    private List<LoggedMessage> find(String condition, String value) {
        return database.read(session -> {
            PreparedStatement select = session.prepare(MessageRows.SELECT + condition);
            select.setString(1, Text.key(value));
            select.setInt(2, FIND_LIMIT);
            return MessageRows.readAll(select);
        });
    }

    @Override
    public int forget(Instant before, long maxBytes) {
        Instant now = clock.instant();
        LogRetention retention = new LogRetention(database);
        return retention.forgetBefore(Columns.micros(before))
                + retention.forgetBeyond(maxBytes, Columns.micros(now.minus(UNDER_WAY)));
    }
}
