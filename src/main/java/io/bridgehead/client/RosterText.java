package io.bridgehead.client;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.ReportedDialIn;

/** A roster and its changes in words, for a terminal. */
final class RosterText {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Somebody who waited to be called when the conference ended. */
    private static final String NOT_CALLED = "was not called";

    /** Somebody who is nobody's user and only has a telephone. */
    private static final String TELEPHONE_ONLY = "telephone only";

    /** More people than are read on one line. */
    private static final int MANY = 40;

    private final ZoneId zone;

    RosterText(ZoneId zone) {
        this.zone = zone;
    }

    /** One change: time, name, words. */
    String line(StatusUpdate update) {
        if (update instanceof StatusUpdate.Participant p) {
            String who = clean(p.name());
            String words = update.words().isBlank() ? state(p, false) : clean(update.words());
            // The service's sentence usually begins with the name.
            return time(update.at()) + "  " + (words.contains(who) ? words : who + "  " + words) + cause(p);
        }
        return time(update.at()) + "  " + (update.words().isBlank() ? ofConference(update) : clean(update.words()));
    }

    /** The whole roster on one line, for after each change; of many people only how many are how. */
    String compact(Roster roster) {
        boolean ended = roster.ended().isPresent();
        if (roster.rows().size() > MANY) {
            return roster.rows().stream()
                    .collect(Collectors.groupingBy(row -> state(row, ended), TreeMap::new, Collectors.counting()))
                    .entrySet().stream().map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(" | ", "          [ ", " ]"));
        }
        return roster.rows().stream().map(row -> clean(row.name()) + ": " + state(row, ended) + asks(roster, row))
                .collect(Collectors.joining(" | ", "          [ ", " ]"));
    }

    /** How people join by calling. */
    static String dialIn(ReportedDialIn dialIn) {
        String where = Stream.of(dialIn.number(), dialIn.address()).flatMap(Optional::stream).map(RosterText::clean)
                .collect(Collectors.joining(" or "));
        return "People may call " + where + " and enter " + clean(dialIn.pin()) + "#";
    }

    /** One participant a line, with ids and addresses. */
    String table(Roster roster) {
        boolean ended = roster.ended().isPresent();
        long in = ended ? 0 : roster.rows().stream().filter(StatusUpdate.Participant::inTheCall).count();
        StringBuilder text = new StringBuilder("Conference ").append(roster.conference())
                .append(ended ? ", ended, " : ", ").append(in).append(" of ").append(roster.rows().size())
                .append(" in the call");
        for (StatusUpdate.Participant row : roster.rows()) {
            String name = clean(row.name()) + (row.initiator() ? " (initiator)" : "");
            text.append(
                    String.format("%n  %-4s %-24s %-22s %s", row.id(), name, state(row, ended) + asks(roster, row) + cause(row),
                            who(row)));
        }
        return text.toString();
    }

    /** The user, so far as it is one of ours, and where they are called, so far as the reader may know. */
    private static String who(StatusUpdate.Participant row) {
        String user = row.user().isEmpty() ? TELEPHONE_ONLY : clean(row.user());
        return row.uri().isEmpty() ? user : user + ", " + clean(row.uri());
    }

    /** Why somebody is not in the call, as the network or the bridge said it. */
    private static String cause(StatusUpdate.Participant row) {
        return row.over() && !row.cause().isEmpty() ? " (" + clean(row.cause()) + ")" : "";
    }

    private static String asks(Roster roster, StatusUpdate.Participant row) {
        return (row.hand() ? " (hand up)" : "") + (roster.speaks(row) ? " (speaking)" : "");
    }

    /** One conference of a list. */
    String line(ConferenceSummary conference) {
        return String.format("%s  %s  %-9s %d of %d in the call  %s", conference.conferenceId(),
                DAY.format(conference.createdAt().atZone(zone)),
                conference.state(), conference.inCall(), conference.participants(), clean(conference.subject().orElse("")));
    }

    private static String ofConference(StatusUpdate update) {
        return update instanceof StatusUpdate.Conference c && c.ended() ? "The conference has ended"
                : "The conference is under way";
    }

    /** The state of one row in a word or two. Whoever has not hung up when a conference ends has been hung up on. */
    static String state(StatusUpdate.Participant row, boolean ended) {
        if (ended && !row.over()) {
            return row.state().equals("pending") ? NOT_CALLED : "disconnected";
        }
        return switch (row.state()) {
            case "pending" -> "waiting";
            case "dialing-out" -> "being called";
            case "dialing-in" -> "dialling in";
            case "alerting" -> "ringing";
            case "connected" -> "in the call";
            case "on-hold" -> "on hold";
            case "muted-via-focus" -> "muted";
            case "disconnecting" -> "being hung up";
            case "disconnected" -> switch (row.method()) {
                case "departed" -> "has left the call";
                case "booted" -> booted(row.outcome());
                case "busy" -> "busy";
                case "failed" -> failed(row.outcome());
                default -> "disconnected";
            };
            default -> clean(row.state());
        };
    }

    private static String booted(String outcome) {
        return switch (outcome) {
            case "conference-ended" -> "disconnected";
            case "not-called" -> NOT_CALLED;
            default -> "removed";
        };
    }

    private static String failed(String outcome) {
        return switch (outcome) {
            case "declined" -> "declined";
            case "no-answer" -> "no answer";
            case "not-found" -> "number unknown";
            default -> "not reached";
        };
    }

    private String time(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** What came from the network can be printed without moving the cursor or colouring the screen. */
    static String clean(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) || isDirectionMark(c) ? ' ' : c).limit(300)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isDirectionMark(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029;
    }
}
