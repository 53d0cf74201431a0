package io.bridgehead.messagelog.ladder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

/** The operations that one row of the log stands for. */
final class RowReader {

    private static final String[] NONE = { "", "" };

    private final Course course;
    private final LoggedMessage row;
    private final LogEntry entry;
    private final String operation;
    private final Detail detail;

    RowReader(Course course, LoggedMessage row) {
        this.course = course;
        this.row = row;
        this.entry = row.entry();
        this.operation = entry.operation() == null ? "" : entry.operation();
        this.detail = Detail.of(entry.detail());
    }

    List<Step> steps() {
        course.advance(entry);
        return switch (entry.hop()) {
            case SIP -> operation.equals("reportStatus") ? toClient(report(6, 8)) : commandOrAnswer();
            case WEBSERVICE_REQUEST -> one(request(), reports() ? Party.CONFERENCE_SERVICE : Party.GATEWAY,
                    reports() ? Party.GATEWAY : Party.CONFERENCE_SERVICE);
            case WEBSERVICE_ANSWER -> answer();
            case BRIDGE_COMMAND -> one(bridgeCommand(), Party.CONFERENCE_SERVICE, Party.BRIDGE);
            case BRIDGE_EVENT -> one(bridgeEvent(), Party.BRIDGE, Party.CONFERENCE_SERVICE);
        };
    }

    private boolean reports() {
        return operation.equals("reportStatus");
    }

    private List<Step> commandOrAnswer() {
        Figure figure = course.commandOf(entry);
        if (!Figure.isAnswer(operation)) {
            boolean numbered = figure != null;
            return relayed(numbered ? figure.op(2) : "", numbered ? figure.op(4) : "", Party.CLIENT, Party.GATEWAY,
                    entry.time());
        }
        return toClient(answersNumbered(figure) ? new String[] { figure.op(12), figure.op(14) } : NONE);
    }

    /** Figure 9 numbers no answer to the command: 912 and on report the end itself. */
    private static boolean answersNumbered(Figure figure) {
        return figure != null && figure != Figure.END;
    }

    private List<Step> answer() {
        Figure figure = course.commandOf(entry);
        if (operation.equals("reportStatusResponse")) {
            // The reporting web service's receipts say nothing that the reports did not.
            return List.of();
        }
        boolean receipt = operation.startsWith("reportStatus");
        return one(answersNumbered(figure) ? figure.op(10) : "", receipt ? Party.GATEWAY : Party.CONFERENCE_SERVICE,
                receipt ? Party.CONFERENCE_SERVICE : Party.GATEWAY);
    }

    private String request() {
        if (reports()) {
            return report(4, 4)[0];
        }
        Figure figure = Figure.of(operation);
        return figure == null ? "" : figure.op(6);
    }

    private String bridgeCommand() {
        if (operation.equals("createConference")) {
            return Figure.CREATE.op(8);
        }
        if (operation.equals("dial")) {
            return course.isInitiator(detail) ? Figure.CREATE.op(8) : Figure.ADD.op(8);
        }
        if (!operation.equals("hangUp") && !operation.equals("end")) {
            return "";
        }
        return switch (course.ending()) {
            case NOT_YET -> course.wasRemoved(detail) ? Figure.REMOVE.op(8) : "";
            case BY_COMMAND -> operation.equals("end") ? "" : Figure.END.op(course.isInitiator(detail) ? 10 : 8);
            case FATAL -> "1002";
            case INITIATOR_LEFT -> "";
        };
    }

    private String bridgeEvent() {
        return switch (operation) {
            case "ringing" -> course.isInitiator(detail) ? "416" : "516";
            case "answered" -> course.isInitiator(detail) ? "424" : "524";
            case "left" -> course.hungUp(detail) ? course.isInitiator(detail) ? "802" : "702" : "";
            default -> "";
        };
    }

    /**
     * The numbers of a status on its way.
     *
     * @param first the operation within Figure 7: 4 for the web service's report, 6 for the SIP message made of it
     * @param second the one after it
     */
    private String[] report(int first, int second) {
        boolean initiator = course.isInitiator(detail);
        int base = 0;
        if (detail.says("ended") && detail.participant().isEmpty()) {
            return ended(first, second);
        } else if (detail.says("alerting")) {
            base = initiator ? 414 : 514;
        } else if (detail.says("connected")) {
            base = initiator ? 422 : 522;
        } else if (detail.says("disconnected") && course.hungUp(detail)) {
            base = initiator ? 800 : 700;
        }
        return base == 0 ? NONE : numbers(base, first, second);
    }

    private String[] ended(int first, int second) {
        return switch (course.ending()) {
            case BY_COMMAND -> numbers(908, first, second);
            case INITIATOR_LEFT -> numbers(806, first, second);
            case FATAL -> numbers(1000, first, second);
            case NOT_YET -> NONE;
        };
    }

    private static String[] numbers(int base, int first, int second) {
        return new String[] { Integer.toString(base + first), Integer.toString(base + second) };
    }

    private List<Step> toClient(String[] ops) {
        return relayed(ops[0], ops[1], Party.GATEWAY, Party.CLIENT, row.deliveredAt().orElse(entry.time()));
    }

    private List<Step> relayed(String op, String relayOp, Party from, Party to, Instant relayedAt) {
        Step accepted = new Step(op, entry.time(), from, Party.IM_SERVER, words(), Optional.empty(), row.id());
        if (row.status() == Status.ACCEPTED) {
            return List.of(accepted);
        }
        String outcome = row.status() == Status.DELIVERED ? words() : words() + notRelayed();
        String number = row.status() == Status.DELIVERED ? relayOp : "";
        return List.of(accepted,
                new Step(number, relayedAt, Party.IM_SERVER, to, outcome, row.responseCode(), row.id()));
    }

    private String notRelayed() {
        return switch (row.status()) {
            case KEPT -> ": kept, the receiver is away";
            case SUPERSEDED -> ": kept, then replaced by a newer one";
            case EXPIRED -> ": kept, but nobody came for it in time";
            default -> ": not delivered";
        };
    }

    private List<Step> one(String op, Party from, Party to) {
        return List.of(new Step(op, entry.time(), from, to, words(), row.responseCode(), row.id()));
    }

    private String words() {
        return detail.words().isEmpty() ? operation : operation + " " + String.join(" ", detail.words());
    }
}
