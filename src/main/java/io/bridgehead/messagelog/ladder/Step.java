package io.bridgehead.messagelog.ladder;

import java.time.Instant;
import java.util.Optional;

/**
 * One arrow of a ladder.
 *
 * @param op the operation's number in Figures 4 to 10; empty for a message they do not number
 * @param at when: for what the IM server sends on to a client the moment of the client's answer, else that of acceptance
 * @param from who sent
 * @param to who received
 * @param words what it was about; may contain telephone numbers
 * @param code how the receiver answered, as far as the log knows
 * @param row the number of the log's row it comes from
 */
public record Step(String op, Instant at, Party from, Party to, String words, Optional<Integer> code, long row) {
}
