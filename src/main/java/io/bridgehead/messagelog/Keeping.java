package io.bridgehead.messagelog;

import java.time.Duration;

/**
 * How a message waits for its receiver.
 *
 * @param atMost how long it is worth anything to its sender; {@code null} if the sender does not say. The log's own limit holds
 *        all the same
 * @param topic what it is about, as words divided by {@code /}, from the general to the special: of one sender's messages to
 *        one receiver, a newer one takes the place of those that wait with the same topic or one below it. {@code null} for a
 *        message that replaces nothing and is replaced by nothing
 */
public record Keeping(Duration atMost, String topic) {

    /** Waits as long as the log lets it, and for itself. */
    public static final Keeping PLAIN = new Keeping(null, null);
}
