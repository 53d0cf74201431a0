package io.bridgehead.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a WSDL of ours allows, judged by the JDK's validator and none of our own code. */
public final class WsdlSchema {

    private static final String OURS = "urn:bridgehead:";

    private final Document wsdl;
    private final Schema schema;

    private WsdlSchema(Document wsdl) throws SAXException {
        this.wsdl = wsdl;
        this.schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new DOMSource(wsdl.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema").item(0)));
    }

    /** @param name {@code conference} or {@code conference-reporting} */
    public static WsdlSchema of(String name) {
        try {
            return new WsdlSchema(factory().newDocumentBuilder()
                    .parse(WsdlSchema.class.getResourceAsStream("/wsdl/" + name + ".wsdl")));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("The WSDL cannot be read: " + name, e);
        }
    }

    /** The whole WSDL. */
    public Document document() {
        return wsdl;
    }

    /**
     * Accepts an element that stands alone, or an envelope with one in its body or in its fault's detail.
     *
     * @throws AssertionError if the schema does not
     */
    public void accept(byte[] xml) {
        try {
            Document document = factory().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            schema.newValidator().validate(new DOMSource(ours(document.getDocumentElement())));
        } catch (SAXException e) {
            throw new AssertionError("Not valid by the WSDL: " + e.getMessage(), e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outermost element of a namespace of ours. */
    private static Element ours(Element root) {
        if (isOurs(root)) {
            return root;
        }
        NodeList elements = root.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < elements.getLength(); i++) {
            if (isOurs(elements.item(i))) {
                return (Element) elements.item(i);
            }
        }
        throw new AssertionError("Nothing of a WSDL of ours in it");
    }

    private static boolean isOurs(Node node) {
        return node.getNamespaceURI() != null && node.getNamespaceURI().startsWith(OURS);
    }

    private static DocumentBuilderFactory factory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory;
    }
}
