package io.bridgehead.app;

/** Text as one line of the log: whatever would end the line, move a cursor or hide letters stands there as its code. */
final class LogLine {

    /** Longer text is cut; its beginning tells whom to ask. */
    static final int LONGEST = 4000;

    private LogLine() {
    }

    /** The same text, if there is nothing to escape. */
    static String of(String text) {
        if (text == null) {
            return "";
        }
        int end = text.length();
        if (end > LONGEST) {
            end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        }
        int first = 0;
        while (first < end && isPlain(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(end + 64).append(text, 0, first);
        for (int i = first; i < end; i++) {
            append(line, text.charAt(i));
        }
        return end == text.length() ? line.toString()
                : line.append("… (").append(text.length()).append(" characters)").toString();
    }

    private static void append(StringBuilder line, char c) {
        if (isPlain(c)) {
            line.append(c);
        } else if (c == '\n') {
            line.append("\\n");
        } else if (c == '\r') {
            line.append("\\r");
        } else {
            line.append(String.format("\\u%04x", (int) c));
        }
    }

    /** Nothing but letters that stay where they are written; also not those that turn the direction of others round. */
    private static boolean isPlain(char c) {
        if (c >= ' ' && c < 0x7f || c == '\t') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
