package io.bridgehead.messagelog.ladder;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.ctc.wstx.stax.WstxInputFactory;

import io.bridgehead.messagelog.LogEntry;

/**
 * What a SOAP envelope tells about its place in a conference. Read leniently: this is for showing what went by, never for
 * deciding anything, and content that is no SOAP tells nothing.
 *
 * @param operation the body element's name; null if there is none
 * @param detail as the package's description says; null if there is nothing to say
 * @param messageId the WS-Addressing MessageID, of an answer the one it relates to; null if there is none
 * @param conferenceId null if there is none
 */
public record Payload(String operation, String detail, String messageId, String conferenceId) {

    static final Payload NOTHING = new Payload(null, null, null, null);
    private static final int MAX_BYTES = 128 * 1024;

    /** Completes an entry by what its payload tells; what the entry says already stays. */
    public static LogEntry complete(LogEntry entry) {
        if (entry.operation() != null && entry.detail() != null && entry.messageId() != null) {
            return entry;
        }
        Payload told = of(entry.raw());
        return entry.withOperation(or(entry.operation(), told.operation), or(entry.detail(), told.detail))
                .withMessageId(or(entry.messageId(), told.messageId))
                .withConference(or(entry.conferenceId(), told.conferenceId));
    }

    /** Reads an envelope, or a SIP request with an envelope as its body. */
    public static Payload of(byte[] raw) {
        int start = envelopeStart(raw);
        if (start < 0 || raw.length > MAX_BYTES) {
            return NOTHING;
        }
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(
                    new ByteArrayInputStream(raw, start, raw.length - start), StandardCharsets.UTF_8.name());
            PayloadReading reading = new PayloadReading();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> reading.start(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS -> reading.text(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> reading.end(xml.getLocalName());
                    default -> {
                        // Comments and blanks tell nothing.
                    }
                }
            }
            return reading.result();
        } catch (XMLStreamException | RuntimeException e) {
            // Woodstox reports some malformed input unchecked. Whatever it is, it is no SOAP.
            return NOTHING;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** A SIP request's body follows the first empty line; anything that begins with an angle bracket is the envelope. */
    private static int envelopeStart(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            boolean body = i == 0 || i >= 4 && raw[i - 4] == '\r' && raw[i - 3] == '\n' && raw[i - 2] == '\r'
                    && raw[i - 1] == '\n';
            if (body && raw[i] == '<') {
                return i;
            } else if (body && i > 0) {
                return -1;
            }
        }
        return -1;
    }

    static String or(String first, String second) {
        return first != null ? first : second;
    }
}
