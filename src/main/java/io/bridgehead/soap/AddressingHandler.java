package io.bridgehead.soap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.codehaus.stax2.XMLStreamReader2;

import io.bridgehead.soap.SoapException.Code;

/** Collects the WS-Addressing headers and drops all others, unless one of them is mandatory to understand. */
final class AddressingHandler {

    private static final Set<String> READ = Set.of("MessageID", "RelatesTo", "To", "Action");
    private static final Set<String> DROPPED = Set.of("From", "ReplyTo", "FaultTo");

    private final Map<String, String> values = new HashMap<>();
    private String current;
    private StringBuilder value;

    void start(XMLStreamReader2 xml, SoapVersion version) throws SoapException {
        boolean ours = Addressing.NAMESPACE.equals(xml.getNamespaceURI());
        String name = xml.getLocalName();
        if (ours && READ.contains(name)) {
            current = name;
            value = new StringBuilder();
        } else if (!(ours && DROPPED.contains(name)) && mustUnderstand(xml, version)) {
            // SOAP 1.1 section 4.2.3, SOAP 1.2 part 1 section 5.2.3: never silently passed over.
            throw new SoapException(Code.NOT_UNDERSTOOD);
        }
    }

    void characters(String text) throws SoapException {
        if (current == null) {
            return;
        }
        value.append(text);
        // White space around a value is not part of it, but is not without end either.
        if (value.length() > 2 * SoapReader.MAX_HEADER_TEXT) {
            throw new SoapException(Code.BAD_ADDRESSING);
        }
    }

    /** An element deeper than a header or the body's child: no place for it inside an address. */
    void nested(boolean inBody) throws SoapException {
        if (!inBody && current != null) {
            throw new SoapException(Code.BAD_ADDRESSING);
        }
    }

    void end() throws SoapException {
        if (current == null) {
            return;
        }
        String text = value.toString().strip();
        if (text.isEmpty() || text.length() > SoapReader.MAX_HEADER_TEXT
                || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F) || values.put(current, text) != null) {
            throw new SoapException(Code.BAD_ADDRESSING);
        }
        current = null;
    }

    Addressing result() {
        return new Addressing(Optional.ofNullable(values.get("MessageID")),
                Optional.ofNullable(values.get("RelatesTo")), Optional.ofNullable(values.get("To")),
                Optional.ofNullable(values.get("Action")));
    }

    private static boolean mustUnderstand(XMLStreamReader2 xml, SoapVersion version) {
        String value = xml.getAttributeValue(version.namespace(), "mustUnderstand");
        return value != null && (value.strip().equals("1") || value.strip().equals("true"));
    }
}
