package io.bridgehead.soap;

import java.util.Optional;

import javax.xml.namespace.QName;

/**
 * A SOAP message after {@link SoapReader} has accepted it.
 *
 * @param version the version of its envelope, in which it is to be answered
 * @param operation the name of the body's only child, which alone decides what the message wants
 * @param addressing its WS-Addressing headers; other headers are gone
 * @param body the body's only child exactly as it was sent, in UTF-8, with the namespace declarations it needs to stand alone.
 *        Not copied; not to be changed
 */
public record SoapMessage(SoapVersion version, QName operation, Addressing addressing, byte[] body) {

    public Optional<String> messageId() {
        return addressing.messageId();
    }

    public Optional<String> relatesTo() {
        return addressing.relatesTo();
    }

    /** Whether the message is a SOAP fault; {@link SoapFault#read} tells which. */
    public boolean isFault() {
        return operation.equals(new QName(version.namespace(), "Fault"));
    }

    /** Names the message and shows nothing of its content. */
    @Override
    public String toString() {
        return "SoapMessage[" + version + " " + operation + ", " + body.length + " bytes]";
    }
}
