package io.bridgehead.conference;

/** Makes foreign text safe to carry on: it goes into headers, XML, logs and the screens of others. */
final class PlainText {

    static final int MAX = 200;

    private PlainText() {
    }

    /** At most {@link #MAX} characters, without control characters and what XML cannot hold; empty for null. */
    static String of(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX));
        text.codePoints().limit(MAX).map(c -> allowed(c) ? c : ' ').filter(c -> c != ' ' || !endsWithBlank(clean))
                .takeWhile(c -> clean.length() + Character.charCount(c) <= MAX).forEachOrdered(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean allowed(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE
                && (character & 0xFFFE) != 0xFFFE;
    }

    private static boolean endsWithBlank(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
    }
}
