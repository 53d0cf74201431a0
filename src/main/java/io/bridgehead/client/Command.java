package io.bridgehead.client;

/**
 * A SOAP command as it leaves the client. It is sent again byte for byte when no answer comes, so that its MessageID lets
 * the service recognise the repeat.
 *
 * @param messageId the WS-Addressing MessageID
 * @param operation the body element's name
 * @param words what it is for people, such as {@code "removing Bob"}
 * @param body the envelope
 */
record Command(String messageId, String operation, String words, byte[] body) {
}
