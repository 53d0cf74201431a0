package io.bridgehead.soap;

/** Names of elements that strangers sent, as they may stand in a sentence. */
public final class ShownName {

    private static final int MAX = 40;

    private ShownName() {
    }

    /** Of the name only what can do no harm on a screen. */
    public static String of(String name) {
        return name.substring(0, Math.min(name.length(), MAX)).replaceAll("[^A-Za-z0-9._-]", "?");
    }
}
