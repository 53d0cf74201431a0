package io.bridgehead.soap;

import java.time.Instant;
import java.util.Optional;

/**
 * One of a user's conferences, as a list shows it.
 *
 * @param conferenceId names it in requests
 * @param state starting, running, ending or ended
 * @param subject what it is about
 * @param participants how many rows its roster has
 * @param inCall how many of them are in the call
 * @param createdAt when it began
 * @param endedAt when it ended, if it has
 */
public record ConferenceSummary(String conferenceId, String state, Optional<String> subject, int participants, int inCall,
        Instant createdAt, Optional<Instant> endedAt) {
}
