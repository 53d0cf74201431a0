package io.bridgehead.soap;

import java.util.LinkedHashMap;
import java.util.Map;

import org.codehaus.stax2.XMLStreamReader2;

/** What Envelope and Body declare and their child relies on, so that the child can be cut out. */
final class Namespaces {

    private final Map<String, String> declared = new LinkedHashMap<>();

    void declaredBy(XMLStreamReader2 xml) {
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            declared.put(prefix(xml, i), uri(xml, i));
        }
    }

    /** The child's own declarations go before those around it. */
    void redeclaredBy(XMLStreamReader2 xml) {
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            declared.remove(prefix(xml, i));
        }
    }

    /**
     * Adds the declarations an element needs to its start tag. Prefixes count wherever they occur: also values may use them.
     */
    String standAlone(String element) {
        StringBuilder added = new StringBuilder();
        declared.forEach((prefix, uri) -> {
            if (prefix.isEmpty() ? !uri.isEmpty() : uses(element, prefix + ":")) {
                added.append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"").append(escaped(uri)).append('"');
            }
        });
        int nameEnd = 1;
        while (" \t\r\n/>".indexOf(element.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        return element.substring(0, nameEnd) + added + element.substring(nameEnd);
    }

    private static boolean uses(String element, String prefixed) {
        for (int at = element.indexOf(prefixed); at >= 0; at = element.indexOf(prefixed, at + 1)) {
            // At 0 is the tag's '<', so there is a character before; as part of a longer name it is another prefix.
            char before = element.charAt(at - 1);
            if (!Character.isLetterOrDigit(before) && "_-.".indexOf(before) < 0) {
                return true;
            }
        }
        return false;
    }

    private static String escaped(String uri) {
        return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String prefix(XMLStreamReader2 xml, int i) {
        String prefix = xml.getNamespacePrefix(i);
        return prefix == null ? "" : prefix;
    }

    private static String uri(XMLStreamReader2 xml, int i) {
        String uri = xml.getNamespaceURI(i);
        return uri == null ? "" : uri;
    }
}
