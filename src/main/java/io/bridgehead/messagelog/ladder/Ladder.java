package io.bridgehead.messagelog.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;

/**
 * What happened in one conference, message by message.
 *
 * @param steps in the order of the figures: by the log's rows, and where a row stands for two messages, as it was sent
 */
public record Ladder(List<Step> steps) {

    public Ladder {
        steps = List.copyOf(steps);
    }

    /** The most commands of one conference that are followed by their MessageIDs. */
    private static final int MAX_COMMANDS = 500;

    /**
     * Reads a conference out of the log. A command's first hops were written before anybody knew the conference; they are
     * found by the command's MessageID. Blocks.
     */
    public static Ladder read(MessageLog log, String conferenceId) {
        Map<Long, LoggedMessage> rows = new TreeMap<>();
        log.findByConference(conferenceId).forEach(row -> rows.put(row.id(), row));
        rows.values().stream().map(row -> Payload.complete(row.entry())).filter(Ladder::isCommandOrAnswer)
                .map(LogEntry::messageId).filter(Objects::nonNull).distinct().limit(MAX_COMMANDS).toList()
                .forEach(id -> log.findByMessageId(id).forEach(row -> rows.putIfAbsent(row.id(), row)));
        return of(List.copyOf(rows.values()));
    }

    private static boolean isCommandOrAnswer(LogEntry entry) {
        return entry.hop() != Hop.BRIDGE_COMMAND && entry.hop() != Hop.BRIDGE_EVENT
                && entry.operation() != null && !entry.operation().startsWith("reportStatus");
    }

    /**
     * Makes a ladder of rows.
     *
     * @param rows all rows of one conference, in any order
     */
    public static Ladder of(List<LoggedMessage> rows) {
        List<LoggedMessage> ordered = new ArrayList<>();
        rows.forEach(row -> ordered.add(new LoggedMessage(row.id(), Payload.complete(row.entry()), row.status(),
                row.deliveredAt(), row.responseCode())));
        sort(ordered);
        Course course = Course.of(ordered);
        List<Step> steps = new ArrayList<>();
        for (LoggedMessage row : ordered) {
            steps.addAll(new RowReader(course, row).steps());
        }
        return new Ladder(steps);
    }

    /**
     * By number, but a web service's answer never after the SIP message made of it: the service does not wait until the log
     * has written its answer.
     */
    private static void sort(List<LoggedMessage> rows) {
        Map<String, Long> relayedAnswers = new HashMap<>();
        rows.stream().filter(row -> row.entry().hop() == Hop.SIP && isAnswer(row.entry()))
                .forEach(row -> relayedAnswers.merge(row.entry().messageId(), row.id(), Math::min));
        Comparator<LoggedMessage> order = Comparator.comparingDouble(row -> {
            Long relayed = row.entry().hop() == Hop.WEBSERVICE_ANSWER && row.entry().messageId() != null
                    ? relayedAnswers.get(row.entry().messageId())
                    : null;
            return relayed == null ? row.id() : Math.min(row.id(), relayed - 0.5);
        });
        rows.sort(order.thenComparingLong(LoggedMessage::id));
    }

    private static boolean isAnswer(LogEntry entry) {
        return entry.messageId() != null && Figure.isAnswer(entry.operation());
    }

    /** The numbers of the operations, in order, without the messages that have none. */
    public List<String> operations() {
        return steps.stream().map(Step::op).filter(op -> !op.isEmpty()).toList();
    }
}
