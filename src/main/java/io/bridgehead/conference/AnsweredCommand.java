package io.bridgehead.conference;

/**
 * The idempotency record of a command.
 *
 * @param messageId the command's MessageID; unique together with the user
 * @param user who sent it
 * @param answer what was answered
 */
public record AnsweredCommand(String messageId, String user, CommandAnswer answer) {
}
