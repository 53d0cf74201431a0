package io.bridgehead.messagelog.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.bridgehead.messagelog.LoggedMessage;

/**
 * What happened in one conference, message by message.
 *
 * @param steps in the order of the figures: by the log's rows, and where a row stands for two messages, as it was sent
 */
public record Ladder(List<Step> steps) {

    public Ladder {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a ladder out of the log.
     *
     * @param rows all rows of one conference, in any order
     */
    public static Ladder of(List<LoggedMessage> rows) {
        List<LoggedMessage> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparingLong(LoggedMessage::id));
        Course course = Course.of(ordered);
        List<Step> steps = new ArrayList<>();
        for (LoggedMessage row : ordered) {
            steps.addAll(new RowReader(course, row).steps());
        }
        return new Ladder(steps);
    }

    /** The numbers of the operations, in order, without the messages that have none. */
    public List<String> operations() {
        return steps.stream().map(Step::op).filter(op -> !op.isEmpty()).toList();
    }
}
