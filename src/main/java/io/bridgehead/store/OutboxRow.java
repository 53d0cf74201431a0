package io.bridgehead.store;

import io.bridgehead.conference.OutboxEntry;

/**
 * A row of the outbox in somebody's hands.
 *
 * @param id for {@link Outbox#done} and {@link Outbox#retryLater}
 * @param entry what to do
 * @param attempts how often it was taken, this time included
 */
public record OutboxRow(long id, OutboxEntry entry, int attempts) {
}
