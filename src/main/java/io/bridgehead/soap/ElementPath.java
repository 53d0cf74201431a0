package io.bridgehead.soap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Places in a message: {@code createConference/participant[2]/address[1]}. Told only of what is refused, for it costs more than
 * reading.
 */
final class ElementPath {

    private record Level(String path, Map<String, Integer> children) {
    }

    private final Deque<Level> open = new ArrayDeque<>();

    /**
     * The element that a tag is of, and nothing that is in it.
     *
     * @param tags how many there are up to and with that one, beginnings and ends
     */
    static String of(XMLStreamReader xml, int tags) throws XMLStreamException {
        ElementPath path = new ElementPath();
        for (int left = tags; left > 0;) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.enter(ShownName.of(xml.getLocalName()));
                left--;
            } else if (event == XMLStreamConstants.END_ELEMENT && --left > 0) {
                path.open.pop();
            }
        }
        return path.open.isEmpty() ? "" : path.open.peek().path;
    }

    private void enter(String name) {
        Level parent = open.peek();
        String path = parent == null ? name
                : parent.path + "/" + name + "[" + parent.children.merge(name, 1, Integer::sum) + "]";
        open.push(new Level(path, new HashMap<>()));
    }
}
