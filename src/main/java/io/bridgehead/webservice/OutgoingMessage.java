package io.bridgehead.webservice;

import org.apache.camel.Exchange;

import io.bridgehead.soap.SoapVersion;

/** What the routes that send MESSAGEs expect of an exchange: a body of bytes and these variables. */
final class OutgoingMessage {

    /** Variable: to whom, {@code user@domain}. */
    static final String RECIPIENT = "recipient";
    /** Variable: the media type of the body. */
    static final String CONTENT_TYPE = "contentType";
    /** Variable: what the message is about, where a newer one makes an older one worthless; null where none does. */
    static final String TOPIC = "topic";
    /** Variable: the conference the message is about; null if that is unknown. */
    static final String CONFERENCE_ID = "conferenceId";

    /**
     * Variable: seconds for which the message may wait for somebody who is away (RFC 3428 §8); null for as long as possible.
     */
    static final String EXPIRES = "expires";
    /** Value of {@link #EXPIRES}: the message is worthless later. */
    static final String AT_ONCE = "0";

    private OutgoingMessage() {
    }

    static void set(Exchange exchange, String recipient, SoapVersion version, String conferenceId, byte[] envelope) {
        exchange.setVariable(RECIPIENT, recipient);
        exchange.setVariable(CONTENT_TYPE, version.contentType());
        exchange.setVariable(CONFERENCE_ID, conferenceId);
        exchange.setVariable(TOPIC, null);
        exchange.setVariable(EXPIRES, null);
        exchange.getMessage().setBody(envelope);
    }
}
