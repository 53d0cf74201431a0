package io.bridgehead.messagelog;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as the log gives it back.
 *
 * @param id the row's number; rows in the order of their numbers are in the order of acceptance
 * @param entry the message
 * @param status what became of it
 * @param deliveredAt when it was answered, delivered or given up
 * @param responseCode how it was answered: SIP status, HTTP status, or what the hop uses
 */
public record LoggedMessage(long id, LogEntry entry, Status status, Optional<Instant> deliveredAt,
        Optional<Integer> responseCode) {
}
