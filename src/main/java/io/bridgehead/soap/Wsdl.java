package io.bridgehead.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The definition of one of our web services: what it is asked for, what its schema allows, and how it is published. */
public final class Wsdl {

    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    /** How the JDK's validator ends its sentences: with what the schema says. */
    private static final Pattern EXPECTED = Pattern.compile("One of '\\{([A-Za-z, ]+)}' is expected\\.$");
    private static final Pattern TYPE = Pattern.compile("for type '([A-Za-z]+)'\\.$");
    private static final Pattern LOCATION = Pattern.compile("(?<=address location=\")[^\"]*");

    private final String text;
    private final String namespace;
    private final Set<QName> operations = new HashSet<>();
    private final Schema schema;
    /** A validator costs more to make than to use, and serves one message at a time. */
    private final Deque<ValidatorHandler> validators = new ConcurrentLinkedDeque<>();

    private Wsdl(byte[] bytes) throws ParserConfigurationException, SAXException, IOException {
        text = new String(bytes, StandardCharsets.UTF_8);
        Document document = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes));
        namespace = document.getDocumentElement().getAttribute("targetNamespace");
        Element portType = (Element) document.getElementsByTagNameNS(WSDL, "portType").item(0);
        NodeList names = portType.getElementsByTagNameNS(WSDL, "operation");
        for (int i = 0; i < names.getLength(); i++) {
            // A wrapped body's element is named as its operation, in the namespace of the service.
            operations.add(new QName(namespace, ((Element) names.item(i)).getAttribute("name")));
        }
        schema = SchemaFactory.newDefaultInstance()
                .newSchema(
                        new DOMSource(document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema").item(0)));
    }

    /** @param name of the resource below {@code wsdl/}: {@code conference} or {@code conference-reporting} */
    public static Wsdl of(String name) {
        try (InputStream in = Wsdl.class.getResourceAsStream("/wsdl/" + name + ".wsdl")) {
            return new Wsdl(in.readAllBytes());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("Our own WSDL cannot be read: " + name, e);
        }
    }

    /** The target namespace. */
    public String namespace() {
        return namespace;
    }

    /** Whether a body's element is one of the operations. */
    public boolean hasOperation(QName element) {
        return operations.contains(element);
    }

    /**
     * What the schema does not allow in a message's body: a sentence about the first thing, which names its element and quotes
     * no value; empty if all is allowed.
     */
    public Optional<String> complaint(SoapMessage message) {
        ValidatorHandler pooled = validators.poll();
        ValidatorHandler validator = pooled == null ? schema.newValidatorHandler() : pooled;
        String body = new String(message.body(), StandardCharsets.UTF_8);
        try {
            SaxEvents events = new SaxEvents(Stax.reader(body), validator);
            try {
                events.tell();
            } catch (SAXException e) {
                // Where it stopped it is left; the next one is new. Its own words quote values.
                return Optional.of("It stops at " + ElementPath.of(Stax.reader(body), events.tags()) + ": "
                        + words(String.valueOf(e.getMessage()), events.isBeginning()));
            }
            validators.push(validator);
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.of("It cannot be read.");
        }
    }

    /** The validator's words but for what they quote. */
    private String words(String validator, boolean beginning) {
        Matcher expected = EXPECTED.matcher(validator.replace('"' + namespace + "\":", ""));
        if (expected.find()) {
            String names = expected.group(1);
            return (names.indexOf(',') < 0 ? names : "one of " + names) + (beginning ? " is expected there." : " is missing.");
        }
        Matcher type = TYPE.matcher(validator);
        if (type.find()) {
            return "the value is none of its type " + type.group(1) + ".";
        }
        return validator.endsWith("No child element is expected at this point.") ? "nothing more is expected there."
                : "the element, an attribute or the value is not allowed.";
    }

    /** The definition as whoever asked at an address gets it: all its ports are there. */
    public byte[] publishedAt(String url) {
        String escaped = url.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return LOCATION.matcher(text).replaceAll(Matcher.quoteReplacement(escaped)).getBytes(StandardCharsets.UTF_8);
    }
}
