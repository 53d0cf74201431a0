package io.bridgehead.soap;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamReader2;

import io.bridgehead.soap.SoapException.Code;

/** The shape of an envelope, checked event by event: Envelope, at most one Header, then one Body with one child. */
final class EnvelopeHandler {

    private static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private final String text;
    private final Set<String> ids = new HashSet<>();
    private final Namespaces namespaces = new Namespaces();
    private final AddressingHandler addressing = new AddressingHandler();
    private int depth;
    private int elements;
    private boolean headerSeen;
    private boolean bodySeen;
    private boolean inBody;
    private SoapVersion version;
    private QName operation;
    private int bodyStart;
    private byte[] body;

    EnvelopeHandler(String text) {
        this.text = text;
    }

    void startElement(XMLStreamReader2 xml) throws SoapException, XMLStreamException {
        depth++;
        if (depth > SoapReader.MAX_DEPTH) {
            throw new SoapException(Code.TOO_DEEP);
        }
        elements++;
        if (elements > SoapReader.MAX_ELEMENTS || xml.getNamespaceCount() > SoapReader.MAX_ATTRIBUTES
                || xml.getAttributeCount() > SoapReader.MAX_ATTRIBUTES) {
            throw new SoapException(Code.TOO_MANY_PARTS);
        }
        collectIds(xml);
        switch (depth) {
            case 1 -> envelope(xml);
            case 2 -> headerOrBody(xml);
            case 3 -> child(xml);
            default -> addressing.nested(inBody);
        }
    }

    void endElement(XMLStreamReader2 xml) throws SoapException, XMLStreamException {
        if (depth == 3) {
            if (inBody) {
                String element = text.substring(bodyStart, (int) xml.getLocationInfo().getEndingCharOffset());
                body = namespaces.standAlone(element).getBytes(StandardCharsets.UTF_8);
            } else {
                addressing.end();
            }
        }
        depth--;
    }

    void characters(XMLStreamReader2 xml) throws SoapException {
        if (depth > 2 && !inBody) {
            addressing.characters(xml.getText());
        } else if (depth <= 2 && !xml.isWhiteSpace()) {
            throw new SoapException(Code.NOT_SOAP);
        }
    }

    SoapMessage message() throws SoapException {
        if (!bodySeen) {
            throw new SoapException(Code.NOT_SOAP);
        }
        if (body == null) {
            throw new SoapException(Code.NOT_ONE_BODY_CHILD);
        }
        return new SoapMessage(version, operation, addressing.result(), body);
    }

    private void envelope(XMLStreamReader2 xml) throws SoapException {
        if (!xml.getLocalName().equals("Envelope")) {
            throw new SoapException(Code.NOT_SOAP);
        }
        version = SoapVersion.ofNamespace(xml.getNamespaceURI())
                .orElseThrow(() -> new SoapException(Code.UNKNOWN_VERSION));
        namespaces.declaredBy(xml);
    }

    private void headerOrBody(XMLStreamReader2 xml) throws SoapException {
        boolean soap = version.namespace().equals(xml.getNamespaceURI());
        if (soap && xml.getLocalName().equals("Header") && !headerSeen && !bodySeen) {
            headerSeen = true;
        } else if (soap && xml.getLocalName().equals("Body") && !bodySeen) {
            bodySeen = true;
            inBody = true;
            namespaces.declaredBy(xml);
        } else {
            throw new SoapException(Code.NOT_SOAP);
        }
    }

    private void child(XMLStreamReader2 xml) throws SoapException, XMLStreamException {
        if (!inBody) {
            addressing.start(xml, version);
        } else if (operation != null) {
            throw new SoapException(Code.NOT_ONE_BODY_CHILD);
        } else {
            operation = xml.getName();
            bodyStart = (int) xml.getLocationInfo().getStartingCharOffset();
            namespaces.redeclaredBy(xml);
        }
    }

    private void collectIds(XMLStreamReader2 xml) throws SoapException {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (isId(xml.getAttributeNamespace(i), xml.getAttributeLocalName(i))
                    && !ids.add(xml.getAttributeValue(i).strip())) {
                throw new SoapException(Code.DUPLICATE_ID);
            }
        }
    }

    private static boolean isId(String namespace, String name) {
        if (namespace == null || namespace.isEmpty()) {
            return name.equals("Id") || name.equals("ID");
        }
        return namespace.equals(WSU) || namespace.equals(XMLConstants.XML_NS_URI) && name.equals("id");
    }
}
