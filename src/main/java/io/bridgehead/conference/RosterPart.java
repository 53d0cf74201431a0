package io.bridgehead.conference;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a roster that go into one message, counted from 0.
 *
 * @param from the first
 * @param to the one after the last
 */
public record RosterPart(int from, int to) {

    /** A message holds 60 kB; the rest of it needs some. */
    private static final int MOST_BYTES = 50_000;
    /** Tags, and words that are as long in every row. */
    private static final int ROW_BYTES = 800;
    /** What a character of a name or an address takes at most: {@code &amp;}. */
    private static final int CHARACTER_BYTES = 5;

    /** Cuts a roster into as few parts as surely fit. */
    public static List<RosterPart> cut(List<ParticipantView> roster) {
        List<RosterPart> parts = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int row = 0; row < roster.size(); row++) {
            int more = bytes(roster.get(row));
            if (row > from && bytes + more > MOST_BYTES) {
                parts.add(new RosterPart(from, row));
                from = row;
                bytes = 0;
            }
            bytes += more;
        }
        parts.add(new RosterPart(from, roster.size()));
        return parts;
    }

    /** The rows of this part. */
    public List<ParticipantView> rowsOf(ConferenceView conference) {
        return conference.participants().subList(from, to);
    }

    private static int bytes(ParticipantView row) {
        int characters = length(row.name()) + length(row.user()) + (row.cause() == null ? 0 : length(row.cause().text()))
                + (row.address() == null ? 0 : length(row.address().typed()) + length(row.address().normalised()));
        return ROW_BYTES + CHARACTER_BYTES * characters;
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
