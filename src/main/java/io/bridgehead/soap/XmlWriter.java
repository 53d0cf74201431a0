package io.bridgehead.soap;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamWriter2;

/** Writes elements of one namespace, which is their default namespace. Writing to memory cannot fail. */
final class XmlWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final XMLStreamWriter2 xml;

    /** Begins the outermost element. */
    XmlWriter(String namespace, String name) {
        try {
            xml = Stax.writer(out);
            xml.writeStartElement("", name, namespace);
            xml.writeDefaultNamespace(namespace);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    XmlWriter start(String name) {
        try {
            xml.writeStartElement(name);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    XmlWriter end() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    XmlWriter element(String name, Object value) {
        try {
            xml.writeStartElement(name);
            xml.writeCharacters(value.toString());
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    XmlWriter element(String name, Optional<?> value) {
        return value.isPresent() ? element(name, value.get()) : this;
    }

    /** Ends the outermost element. */
    byte[] bytes() {
        try {
            xml.writeEndElement();
            xml.close();
            return out.toByteArray();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("Elements are written in a valid order, to memory", e);
    }
}
