package io.bridgehead.messagelog.ladder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;

/**
 * How a conference has gone so far, as its rows tell it: the same message has another number in another process, such as a
 * hang-up after a participant's removal (608) and at the conference's end (908).
 */
final class Course {

    /** What ends the conference. */
    enum Ending {
        NOT_YET,
        /** Figure 9. */
        BY_COMMAND,
        /** Figure 8. */
        INITIATOR_LEFT,
        /** Figure 10. */
        FATAL
    }

    private final Map<String, Figure> commands = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> connected = new HashSet<>();
    private final Set<String> hungUp = new HashSet<>();
    private String initiator = "p1";
    private boolean fatal;
    private Ending ending = Ending.NOT_YET;

    private Course() {
    }

    /** Learns from all rows what does not depend on time: who the initiator is, and whether a fatal error ends it. */
    static Course of(List<LoggedMessage> rows) {
        Course course = new Course();
        for (LoggedMessage row : rows) {
            Detail detail = Detail.of(row.entry().detail());
            if (detail.says("initiator") && detail.participant().isPresent()) {
                course.initiator = detail.participant().get();
            }
            course.fatal |= detail.says("fatal");
        }
        return course;
    }

    /** Takes the next row in, before it is numbered. */
    void advance(LogEntry entry) {
        String operation = entry.operation() == null ? "" : entry.operation();
        Detail detail = Detail.of(entry.detail());
        Figure figure = Figure.of(operation);
        if (figure != null && entry.messageId() != null) {
            commands.putIfAbsent(entry.messageId(), figure);
        }
        if (entry.hop() == Hop.WEBSERVICE_REQUEST && figure == Figure.REMOVE) {
            detail.participant().ifPresent(removed::add);
        }
        if (entry.hop() == Hop.WEBSERVICE_REQUEST && figure == Figure.END) {
            endsBy(Ending.BY_COMMAND);
        }
        if (entry.hop() == Hop.BRIDGE_EVENT) {
            advance(operation, detail);
        }
        if (entry.hop() == Hop.BRIDGE_COMMAND && fatal && (operation.equals("end") || detail.says("conference-ended"))) {
            // A bridge that died has told nothing: the first that shows is that its telephones are to be hung up.
            endsBy(Ending.FATAL);
        }
        if (detail.says("fatal")) {
            endsBy(Ending.FATAL);
        }
    }

    private void advance(String event, Detail detail) {
        switch (event) {
            case "answered" -> detail.participant().ifPresent(connected::add);
            case "left" -> left(detail);
            case "unavailable", "conferenceEnded" -> endsBy(Ending.FATAL);
            default -> {
                // Other events end nothing.
            }
        }
    }

    private void left(Detail detail) {
        if (ending != Ending.NOT_YET || !in(connected, detail) || in(removed, detail)) {
            return;
        }
        detail.participant().ifPresent(hungUp::add);
        if (isInitiator(detail)) {
            endsBy(Ending.INITIATOR_LEFT);
        }
    }

    /** The first reason counts: when a conference ends, hang-ups of everybody follow. */
    private void endsBy(Ending reason) {
        if (ending == Ending.NOT_YET) {
            ending = reason;
        }
    }

    Ending ending() {
        return ending;
    }

    boolean isInitiator(Detail detail) {
        return detail.participant().filter(initiator::equals).isPresent();
    }

    boolean wasRemoved(Detail detail) {
        return in(removed, detail);
    }

    /**
     * Whether this participant was in the call and hung up, as in Figures 7 and 8. Not so those who were busy or declined,
     * who were removed, or whom the conference's end hung up on.
     */
    boolean hungUp(Detail detail) {
        return in(hungUp, detail);
    }

    private static boolean in(Set<String> participants, Detail detail) {
        return detail.participant().filter(participants::contains).isPresent();
    }

    /** The command that a row belongs to, also when the row is a fault, which names no operation. */
    Figure commandOf(LogEntry entry) {
        Figure named = Figure.of(entry.operation());
        return named != null || entry.messageId() == null ? named : commands.get(entry.messageId());
    }
}
