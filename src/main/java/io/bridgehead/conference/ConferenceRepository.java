package io.bridgehead.conference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps conferences. Each call is one transaction. */
public interface ConferenceRepository {

    /**
     * The events of a conference, empty if there is none.
     *
     * @throws UnreadableConferenceException if this release does not know them all
     */
    Optional<StoredConference> load(String conferenceId);

    /**
     * Writes all of it or nothing, durably before it returns.
     *
     * @throws ConcurrentChangeException if the conference has another version by now, the answered command's message id and
     *         user are already there, or another active conference has the PIN
     */
    void append(ConferenceAppend append);

    /** The earlier command with this message id, empty if there was none. */
    Optional<AnsweredCommand> answered(String messageId, String user);

    /** Ids of the conferences that have not ended. */
    List<String> active();

    /** Ids of the conferences whose {@link ConferenceAppend#due()} is not after {@code now}. */
    List<String> due(Instant now);

    /**
     * Ids of the conferences a user may see, newest first, at most {@code limit}.
     *
     * @param activeOnly without those that have ended
     */
    List<String> visibleTo(String user, boolean activeOnly, int limit);
}
