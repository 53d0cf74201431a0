package io.bridgehead.soap;

import java.util.Optional;

/**
 * Why a conference ends or has ended.
 *
 * @param reason the word, such as {@code ended-by-owner} or {@code initiator-left}
 * @param outcome how the attempt to reach the initiator ended, if that is why: {@code busy}, {@code no-answer} …
 * @param cause what the network or the bridge said, if it did
 * @param text reason and outcome for people, as the second half of a sentence
 */
public record ReportedEnd(String reason, Optional<String> outcome, Optional<ReportedCause> cause, Optional<String> text) {
}
