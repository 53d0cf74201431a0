package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.Objects;

/**
 * Which messages are wanted: of a conference on all hops, or between two users in either direction.
 *
 * @param conferenceId the conference, {@code null} for a conversation
 * @param one one user's address {@code user@domain}, {@code null} for a conference
 * @param other the other's
 * @param from accepted at this time or later
 * @param to accepted before this time
 */
public record Selection(String conferenceId, String one, String other, Instant from, Instant to) {

    public Selection {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    public static Selection conference(String id, Instant from, Instant to) {
        return new Selection(Objects.requireNonNull(id, "id"), null, null, from, to);
    }

    public static Selection conversation(String one, String other, Instant from, Instant to) {
        return new Selection(null, Objects.requireNonNull(one, "one"), Objects.requireNonNull(other, "other"), from, to);
    }

    /** What is read, in words for the list of readings: names, and nothing of any content. */
    public String words() {
        return conferenceId != null ? "conference " + conferenceId : "messages between " + one + " and " + other;
    }
}
