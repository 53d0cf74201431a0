package io.bridgehead.soap;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLStreamException;

import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;

/**
 * The parser and the serialiser, with every feature off that reaches beyond the text at hand. Woodstox by name: its character
 * offsets are exact, and no look-up decides which parser a message meets.
 */
final class Stax {

    private static final WstxInputFactory INPUT = input();
    private static final WstxOutputFactory OUTPUT = output();

    private Stax() {
    }

    static XMLStreamReader2 reader(String text) throws XMLStreamException {
        return (XMLStreamReader2) INPUT.createXMLStreamReader(new StringReader(text));
    }

    static XMLStreamWriter2 writer(ByteArrayOutputStream out) throws XMLStreamException {
        return (XMLStreamWriter2) OUTPUT.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
    }

    private static WstxInputFactory input() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(WstxInputFactory.SUPPORT_DTD, false);
        factory.setProperty(WstxInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputFactory.IS_NAMESPACE_AWARE, true);
        // Woodstox counts namespace declarations as attributes.
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 2 * SoapReader.MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) SoapReader.MAX_BYTES);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not read");
        });
        return factory;
    }

    private static WstxOutputFactory output() {
        WstxOutputFactory factory = new WstxOutputFactory();
        // A character XML cannot carry, as in a display name, becomes U+FFFD; the message is still sent.
        factory.setProperty(WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
                new InvalidCharHandler.ReplacingHandler('\uFFFD'));
        return factory;
    }
}
