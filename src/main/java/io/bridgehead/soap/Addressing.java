package io.bridgehead.soap;

import java.util.Optional;

/**
 * The WS-Addressing 1.0 headers of a message. {@code to} and {@code action} are what the sender claims; nothing is decided by
 * them.
 *
 * @param messageId names the message; of a command the idempotency key
 * @param relatesTo the MessageID of the request this message answers
 * @param to the address the sender meant
 * @param action the operation the sender claims to mean
 */
public record Addressing(Optional<String> messageId, Optional<String> relatesTo, Optional<String> to,
        Optional<String> action) {

    /** The namespace of WS-Addressing 1.0. */
    public static final String NAMESPACE = "http://www.w3.org/2005/08/addressing";

    /** No header at all. */
    public static final Addressing NONE = new Addressing(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    /** The headers of a new message. */
    public static Addressing message(String messageId) {
        return new Addressing(Optional.of(messageId), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The headers of an answer, which need no name of their own. */
    public static Addressing answerTo(Optional<String> requestMessageId) {
        return new Addressing(Optional.empty(), requestMessageId, Optional.empty(), Optional.empty());
    }
}
