package io.bridgehead.messagelog.ladder;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A ladder for a terminal: a line a step, the parties as columns.
 *
 * @param zone in which times are shown
 * @param width columns of the terminal; taken as 80 at least and 120 at most
 * @param full whether telephone numbers are shown whole
 */
public record LadderText(ZoneId zone, int width, boolean full) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int LEFT = 20;

    public LadderText {
        width = Math.max(80, Math.min(120, width));
    }

    /** The whole ladder, ending with a line break. */
    public String print(Ladder ladder) {
        StringBuilder text = new StringBuilder(heading());
        ladder.steps().forEach(step -> text.append(line(step)).append(System.lineSeparator()));
        return text.toString();
    }

    private String heading() {
        StringBuilder line = new StringBuilder("  op  time");
        for (Party party : Party.values()) {
            // A label starts where its lifeline runs.
            pad(line, column(party));
            line.append(party == Party.IM_SERVER ? "server" : party.label());
        }
        return line.append(System.lineSeparator()).toString();
    }

    private String line(Step step) {
        StringBuilder line = new StringBuilder(String.format("%4s  %s", step.op(), CLOCK.format(step.at().atZone(zone))));
        int from = column(step.from());
        int to = column(step.to());
        int left = Math.min(from, to);
        int right = Math.max(from, to);
        for (Party party : Party.values()) {
            int at = column(party);
            while (line.length() < at) {
                line.append(line.length() > left && line.length() < right ? '-' : ' ');
            }
            line.append(at == to ? to > from ? '>' : '<' : at == from ? 'o' : at > left && at < right ? '-' : '|');
        }
        String words = full ? step.words() : Telephones.mask(step.words());
        String code = step.code().map(c -> " (" + c + ")").orElse("");
        return shorten(line.append("  ").append(clean(words)).append(code).toString());
    }

    private int column(Party party) {
        return LEFT + (width < 100 ? 9 : 11) * party.ordinal();
    }

    private String shorten(String line) {
        return line.length() <= width || full ? line : line.substring(0, width - 1) + "…";
    }

    /** Details come from messages: nothing in them moves the cursor. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static void pad(StringBuilder line, int length) {
        while (line.length() < length) {
            line.append(' ');
        }
    }
}
