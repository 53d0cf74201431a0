package io.bridgehead.webservice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.soap.SoapReader;

/**
 * What fits into one message. An answer is never refused for its size: a conference that is too large for one message is told
 * in parts. How large a row will be is estimated from above, so that the limits of {@link SoapReader} are kept.
 */
final class MessageRoom {

    /** Bytes for rows; the rest of {@link SoapReader#MAX_BYTES} is for the envelope and what else an answer says. */
    static final int BYTES = 50_000;
    /** A row has up to 18 elements; so many keep below {@link SoapReader#MAX_ELEMENTS}. */
    static final int ROWS = 200;

    /** What each row has, with the longest words, but for what people wrote. */
    private static final int ROW = 240;
    /** What more a row has whose call is over, and one with a cause. */
    private static final int OVER = 90;
    private static final int CAUSE = 60;
    /** A conference of a list. */
    private static final int CONFERENCE = 350;

    private MessageRoom() {
    }

    /**
     * The rows that answer a question.
     *
     * @param offset how many to pass over; null: none
     * @param limit how many at most; null: as many as fit
     */
    static List<ParticipantView> page(List<ParticipantView> roster, Integer offset, Integer limit) {
        int from = Math.min(offset == null ? 0 : offset, roster.size());
        int most = Math.min(limit == null ? ROWS : limit, roster.size() - from);
        return fitting(roster.subList(from, from + most), MessageRoom::bytes);
    }

    /** The rows that answer a command: all if they fit, otherwise those it concerned. */
    static List<ParticipantView> after(List<ParticipantView> roster, List<String> concerned) {
        if (fitting(roster, MessageRoom::bytes).size() == roster.size()) {
            return roster;
        }
        Set<String> ids = Set.copyOf(concerned);
        return fitting(roster.stream().filter(row -> ids.contains(row.participantId())).toList(), MessageRoom::bytes);
    }

    /** As many conferences as fit, from the first on. */
    static List<ConferenceView> conferences(List<ConferenceView> conferences) {
        return fitting(conferences, conference -> CONFERENCE + element("subject", conference.subject()));
    }

    private static <T> List<T> fitting(List<T> rows, ToIntFunction<T> size) {
        List<T> fitting = new ArrayList<>();
        int bytes = 0;
        for (T row : rows) {
            bytes += size.applyAsInt(row);
            if (bytes > BYTES || fitting.size() == ROWS) {
                break;
            }
            fitting.add(row);
        }
        return fitting;
    }

    /** At least as many bytes as the row will have. */
    static int bytes(ParticipantView row) {
        int bytes = ROW + element("name", row.name()) + element("user", row.user());
        if (row.address() != null) {
            bytes += element("address", row.address().typed()) + element("resolvedAddress", row.address().normalised());
        }
        if (row.method() != null) {
            bytes += OVER;
        }
        return row.cause() == null ? bytes : bytes + CAUSE + element("text", row.cause().text());
    }

    /** An element in UTF-8, with {@code &amp;} and its like written out; none if there is no text. */
    private static int element(String name, String text) {
        return text == null || text.isEmpty() ? 0 : 2 * name.length() + 5 + text.chars().map(MessageRoom::bytes).sum();
    }

    private static int bytes(int character) {
        if (character < 0x80) {
            return character == '&' || character == '<' || character == '>' ? 5 : 1;
        }
        return character < 0x800 ? 2 : 3;
    }
}
