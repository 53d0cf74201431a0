package io.bridgehead.conference;

import java.time.Instant;

/**
 * Somebody begins or ceases to speak. It changes no state and is no event of the conference: only the newest is worth
 * anything.
 *
 * @param leg whose call
 * @param talking whether the person speaks from now on
 * @param at the bridge's time; of two about one person the later one holds
 */
public record Talk(LegId leg, boolean talking, Instant at) {
}
