package io.bridgehead.soap;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamReader2;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** What our reader reads, told to a handler of the JDK's, so that no second parser sees a message. */
final class SaxEvents {

    private final XMLStreamReader2 xml;
    private final ContentHandler handler;
    private int tags;
    private boolean beginning;

    SaxEvents(XMLStreamReader2 xml, ContentHandler handler) {
        this.xml = xml;
        this.handler = handler;
    }

    /** @throws SAXException what the handler throws */
    void tell() throws XMLStreamException, SAXException {
        handler.startDocument();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> handler
                        .characters(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                default -> {
                }
            }
        }
        handler.endDocument();
        xml.close();
    }

    /** Tags read, the one where it stopped among them. */
    int tags() {
        return tags;
    }

    /** Whether the last of them begins an element. */
    boolean isBeginning() {
        return beginning;
    }

    private void start() throws SAXException {
        tags++;
        beginning = true;
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            handler.startPrefixMapping(orEmpty(xml.getNamespacePrefix(i)), orEmpty(xml.getNamespaceURI(i)));
        }
        AttributesImpl attributes = new AttributesImpl();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.addAttribute(orEmpty(xml.getAttributeNamespace(i)), xml.getAttributeLocalName(i),
                    qualified(xml.getAttributePrefix(i), xml.getAttributeLocalName(i)), "CDATA", xml.getAttributeValue(i));
        }
        handler.startElement(orEmpty(xml.getNamespaceURI()), xml.getLocalName(),
                qualified(xml.getPrefix(), xml.getLocalName()), attributes);
    }

    private void end() throws SAXException {
        tags++;
        beginning = false;
        handler.endElement(orEmpty(xml.getNamespaceURI()), xml.getLocalName(), qualified(xml.getPrefix(), xml.getLocalName()));
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            handler.endPrefixMapping(orEmpty(xml.getNamespacePrefix(i)));
        }
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
