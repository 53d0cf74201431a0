package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Selection;

/** Reads messages of any number, a page at a time. */
final class LogExport {

    private static final int PAGE = 100;
    private static final String CONFERENCE = """
            (message.conference_id = ? OR message.conference_id IS NULL AND message.message_id IN (SELECT command.message_id
            FROM message command WHERE command.conference_id = ? AND command.message_id IS NOT NULL))""";
    private static final String CONVERSATION = """
            message.hop = 'SIP' AND (message.sender = ? AND message.receiver = ? OR message.sender = ? AND message.receiver = ?)""";
    private static final String IN_ORDER = " AND message.id >= ? AND message.id < ? ORDER BY message.id LIMIT ?";

    private final Database database;
    private final Selection selection;

    LogExport(Database database, Selection selection) {
        this.database = database;
        this.selection = selection;
    }

    /** Gives every message to somebody, in the order of acceptance; returns how many. */
    long to(Consumer<LoggedMessage> receiver) {
        long from = first(Columns.micros(selection.from()));
        long end = first(Columns.micros(selection.to()));
        long count = 0;
        while (true) {
            long start = from;
            List<LoggedMessage> page = database.read(session -> page(session, start, end));
            page.forEach(receiver);
            count += page.size();
            if (page.size() < PAGE) {
                return count;
            }
            from = page.get(PAGE - 1).id() + 1;
        }
    }

    private long first(long micros) {
        return database.read(session -> MessageNumbers.firstSince(session, micros));
    }

    private List<LoggedMessage> page(Session session, long from, long end) throws SQLException {
        boolean conference = selection.conferenceId() != null;
        PreparedStatement select = session
                .prepare(MessageRows.SELECT + "WHERE " + (conference ? CONFERENCE : CONVERSATION) + IN_ORDER);
        String[] values = conference ? new String[] { selection.conferenceId(), selection.conferenceId() }
                : new String[] { selection.one(), selection.other(), selection.other(), selection.one() };
        int index = 1;
        for (String value : values) {
            select.setString(index++, Text.key(value));
        }
        select.setLong(index++, from);
        select.setLong(index++, end);
        select.setInt(index, PAGE);
        return MessageRows.readAll(select);
    }
}
