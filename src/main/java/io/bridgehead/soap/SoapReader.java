package io.bridgehead.soap;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamReader2;

import io.bridgehead.soap.SoapException.Code;

/**
 * Reads SOAP envelopes from strangers. Within the limits below a message takes a few milliseconds at most, opens no file and no
 * connection, and either is understood completely or refused with one {@link SoapException.Code}.
 */
public final class SoapReader {

    /** The largest message, in bytes. */
    public static final int MAX_BYTES = 60 * 1024;
    /** How deep elements may be nested, the envelope being 1. */
    public static final int MAX_DEPTH = 32;
    /** The most elements in a message. */
    public static final int MAX_ELEMENTS = 4096;
    /** The most attributes of one element; as many namespace declarations are allowed besides. */
    public static final int MAX_ATTRIBUTES = 32;
    /** The longest WS-Addressing header, in characters. */
    public static final int MAX_HEADER_TEXT = 256;

    private SoapReader() {
    }

    /**
     * Reads one envelope.
     *
     * @throws SoapException if the message breaks a limit or a rule of SOAP 1.1 or 1.2; nothing of it may be used then
     */
    public static SoapMessage read(byte[] bytes) throws SoapException {
        if (bytes.length > MAX_BYTES) {
            throw new SoapException(Code.TOO_LARGE);
        }
        String text = XmlText.decode(bytes);
        XMLStreamReader2 xml = null;
        try {
            xml = Stax.reader(text);
            if (!XmlText.agrees(xml.getCharacterEncodingScheme(), bytes)) {
                throw new SoapException(Code.UNSUPPORTED_ENCODING);
            }
            if (xml.getVersion() != null && !xml.getVersion().equals("1.0")) {
                // XML 1.1 allows control characters, which nobody behind us expects.
                throw new SoapException(Code.NOT_WELL_FORMED);
            }
            EnvelopeHandler envelope = new EnvelopeHandler(text);
            while (xml.hasNext()) {
                dispatch(xml, envelope);
            }
            return envelope.message();
        } catch (XMLStreamException e) {
            throw new SoapException(Code.NOT_WELL_FORMED, e);
        } catch (RuntimeException e) {
            // Woodstox reports some malformed input lazily, without a checked exception.
            throw new SoapException(Code.NOT_WELL_FORMED, e);
        } finally {
            close(xml);
        }
    }

    private static void dispatch(XMLStreamReader2 xml, EnvelopeHandler envelope)
            throws XMLStreamException, SoapException {
        switch (xml.next()) {
            case XMLStreamConstants.START_ELEMENT -> envelope.startElement(xml);
            case XMLStreamConstants.END_ELEMENT -> envelope.endElement(xml);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> envelope.characters(xml);
            case XMLStreamConstants.SPACE, XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {
            }
            case XMLStreamConstants.DTD -> throw new SoapException(Code.DOCTYPE);
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw new SoapException(Code.PROCESSING_INSTRUCTION);
            default -> throw new SoapException(Code.NOT_WELL_FORMED);
        }
    }

    private static void close(XMLStreamReader2 xml) throws SoapException {
        if (xml != null) {
            try {
                xml.close();
            } catch (XMLStreamException e) {
                throw new SoapException(Code.NOT_WELL_FORMED, e);
            }
        }
    }
}
