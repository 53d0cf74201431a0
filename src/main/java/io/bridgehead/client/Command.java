package io.bridgehead.client;

/**
 * A SOAP command as it leaves the client. It is sent again byte for byte when no answer comes, so that its MessageID lets
 * the service recognise the repeat.
 *
 * @param messageId the WS-Addressing MessageID
 * @param operation the body element's name
 * @param words what it is for people, such as {@code "removing Bob"}
 * @param body the envelope
 * @param part what of the roster it asks for; the first part also for commands that ask for none
 */
record Command(String messageId, String operation, String words, byte[] body, RosterPage part) {

    Command(String messageId, String operation, String words, byte[] body) {
        this(messageId, operation, words, body, RosterPage.FIRST);
    }
}
