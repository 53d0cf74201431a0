package io.bridgehead.webservice;

/** Texts as the WSDLs allow them. */
final class Texts {

    /** The WSDLs' {@code Sentence}. */
    private static final int MAX_SENTENCE = 512;

    private Texts() {
    }

    /** An empty text is left out of a message. */
    static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Names in a line can make it too long; then its end is cut off. */
    static String line(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SENTENCE ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SENTENCE - 1)) + "…";
    }
}
