package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one decision writes, all or nothing.
 *
 * @param conferenceId conference
 * @param expectedVersion version the decision was taken on, 0 for a new conference; the first event gets the next one
 * @param events may be empty if only the answer is to be kept
 * @param outbox rows in order
 * @param answered idempotency record, null if no command caused this
 * @param owner who owns the conference
 * @param viewers all users who may see it from now on; null if they are the same as before
 * @param active whether the conference has not ended after these events
 * @param due when {@link ConferenceService#tick} must look again, null if never
 * @param pin by which people call it, null if they cannot; looked at for a new conference only. Another active one may not
 *        have it
 */
public record ConferenceAppend(String conferenceId, long expectedVersion, List<ConferenceEvent> events,
        List<OutboxEntry> outbox, AnsweredCommand answered, String owner, Set<String> viewers, boolean active,
        Instant due, String pin) {

    /** Without a PIN. */
    public ConferenceAppend(String conferenceId, long expectedVersion, List<ConferenceEvent> events,
            List<OutboxEntry> outbox, AnsweredCommand answered, String owner, Set<String> viewers, boolean active,
            Instant due) {
        this(conferenceId, expectedVersion, events, outbox, answered, owner, viewers, active, due, null);
    }
}
