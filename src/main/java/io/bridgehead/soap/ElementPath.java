package io.bridgehead.soap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Where in a message its reader is: {@code createConference/participant[2]/address[1]}. */
final class ElementPath {

    private record Level(String path, Map<String, Integer> children) {
    }

    private final Deque<Level> open = new ArrayDeque<>();

    void enter(String name) {
        String shown = ShownName.of(name);
        Level parent = open.peek();
        String path = parent == null ? shown
                : parent.path + "/" + shown + "[" + parent.children.merge(shown, 1, Integer::sum) + "]";
        open.push(new Level(path, new HashMap<>()));
    }

    void leave() {
        open.pop();
    }

    /** Empty before the first element. */
    @Override
    public String toString() {
        return open.isEmpty() ? "" : open.peek().path;
    }
}
