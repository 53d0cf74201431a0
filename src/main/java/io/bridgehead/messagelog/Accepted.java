package io.bridgehead.messagelog;

import java.util.Optional;

/**
 * A message is written down, or was before.
 *
 * @param id the row's number, rising with time; for a repeat the first message's
 * @param repeatOf what became of the first message, if this one repeats it
 */
public record Accepted(long id, Optional<Repeat> repeatOf) {

    /**
     * The first message of a repeat.
     *
     * @param status what became of it until now
     * @param responseCode how it was answered; empty while it is not, also when the process that handled it died
     */
    public record Repeat(Status status, Optional<Integer> responseCode) {
    }
}
