package io.bridgehead.bridge.folder;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of the configuration in the place of <code>{{key}}</code>. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");

    private final Function<String, Optional<String>> properties;

    Placeholders(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    /** @throws BridgeFileException if a key is not set */
    String fill(String text, int line) throws BridgeFileException {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group(1).trim();
            String value = properties.apply(key)
                    .orElseThrow(() -> new BridgeFileException(line, "{{" + key + "}} is not set in the configuration"));
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
