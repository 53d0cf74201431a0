package io.bridgehead.conference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one attempt to have one telephone in a conference. We choose it, not the bridge, so that a repeated order names the
 * same leg and nothing is dialled twice.
 *
 * @param conferenceId conference id
 * @param participantId participant id, {@code p1}, {@code p2} …
 * @param attempt 1 for the first dialling, 1–9999
 */
public record LegId(String conferenceId, String participantId, int attempt) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.(p[1-9][0-9]{0,5})\\.([1-9][0-9]{0,3})");

    public LegId {
        if (!FORM.matcher(text(conferenceId, participantId, attempt)).matches()) {
            throw new IllegalArgumentException("Not a leg id, which is conference.participant.attempt");
        }
    }

    /**
     * Reads {@code <conference>.<participant>.<attempt>}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static LegId parse(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a leg id, which is conference.participant.attempt");
        }
        return new LegId(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return text(conferenceId, participantId, attempt);
    }

    private static String text(String conferenceId, String participantId, int attempt) {
        return conferenceId + "." + participantId + "." + attempt;
    }
}
