package io.bridgehead.conference;

/**
 * The idempotency record of a command.
 *
 * @param messageId the command's MessageID; unique together with the user
 * @param user who sent it
 * @param answer what was answered
 * @param digest of what the command says, as {@link CommandDigest} makes it; null if it was not kept
 */
public record AnsweredCommand(String messageId, String user, CommandAnswer answer, String digest) {
}
