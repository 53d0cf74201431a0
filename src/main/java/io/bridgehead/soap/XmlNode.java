package io.bridgehead.soap;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamReader2;

import io.bridgehead.soap.SoapException.Code;

/**
 * A small tree of a body that {@link SoapReader} has accepted. Attributes, comments and mixed content are not kept. Texts are
 * tokens, as the WSDLs have them: white space at their ends is not part of them, within them it is one blank.
 */
final class XmlNode {

    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private final QName name;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlNode> children = new ArrayList<>();

    private XmlNode(QName name) {
        this.name = name;
    }

    static XmlNode parse(byte[] body) throws SoapException {
        Deque<XmlNode> open = new ArrayDeque<>();
        try {
            XMLStreamReader2 xml = Stax.reader(new String(body, StandardCharsets.UTF_8));
            XmlNode root = null;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        XmlNode node = new XmlNode(xml.getName());
                        if (open.isEmpty()) {
                            root = node;
                        } else {
                            open.peek().children.add(node);
                        }
                        open.push(node);
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> open.peek().text.append(xml.getText());
                    default -> {
                    }
                }
            }
            return root;
        } catch (XMLStreamException e) {
            throw new SoapException(Code.NOT_WELL_FORMED, e);
        }
    }

    QName name() {
        return name;
    }

    String text() {
        String stripped = text.toString().strip();
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (c < ' ' || c == ' ' && stripped.charAt(i + 1) == ' ') {
                return SPACE.matcher(stripped).replaceAll(" ");
            }
        }
        return stripped;
    }

    /** The first child of that name in any namespace: SOAP 1.1 faults have unqualified children. */
    Optional<XmlNode> child(String localName) {
        return children.stream().filter(c -> c.name.getLocalPart().equals(localName)).findFirst();
    }

    List<XmlNode> children(String localName) {
        return children.stream().filter(c -> c.name.getLocalPart().equals(localName)).toList();
    }

    Optional<String> optional(String localName) {
        return child(localName).map(XmlNode::text);
    }

    String required(String localName) throws SoapException {
        return optional(localName).orElseThrow(() -> new SoapException(Code.UNEXPECTED_CONTENT));
    }

    long requiredLong(String localName) throws SoapException {
        try {
            return Long.parseLong(required(localName));
        } catch (NumberFormatException e) {
            throw new SoapException(Code.UNEXPECTED_CONTENT, e);
        }
    }

    int requiredInt(String localName) throws SoapException {
        try {
            return Integer.parseInt(required(localName));
        } catch (NumberFormatException e) {
            throw new SoapException(Code.UNEXPECTED_CONTENT, e);
        }
    }

    boolean requiredBoolean(String localName) throws SoapException {
        return switch (required(localName)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new SoapException(Code.UNEXPECTED_CONTENT);
        };
    }

    Instant requiredTime(String localName) throws SoapException {
        try {
            return OffsetDateTime.parse(required(localName)).toInstant();
        } catch (DateTimeException e) {
            throw new SoapException(Code.UNEXPECTED_CONTENT, e);
        }
    }
}
