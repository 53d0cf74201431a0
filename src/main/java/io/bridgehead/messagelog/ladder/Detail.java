package io.bridgehead.messagelog.ladder;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a row's {@code detail}, see the package's description. */
record Detail(List<String> words) {

    // Alone, or as the middle of a leg's name: conference.p2.1
    private static final Pattern PARTICIPANT = Pattern.compile("(?:[\\w~-]+\\.)?(p[0-9]{1,9})(?:\\.[0-9]{1,9})?");

    static Detail of(String text) {
        return new Detail(text == null || text.isBlank() ? List.of() : List.of(text.strip().split("[\\s,;]+")));
    }

    Optional<String> participant() {
        return words.stream().map(PARTICIPANT::matcher).filter(Matcher::matches).map(leg -> leg.group(1)).findFirst();
    }

    boolean says(String word) {
        return words.contains(word);
    }
}
