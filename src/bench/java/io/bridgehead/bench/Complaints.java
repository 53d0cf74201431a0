package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lines of a server's output that tell of trouble. */
final class Complaints {

    private static final Pattern TROUBLE = Pattern.compile("ERROR|WARN|CRITICAL|ALERT|OutOfMemory");
    private static final int SHOWN = 5;

    private Complaints() {
    }

    static List<String> in(Path output) {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> TROUBLE.matcher(line).find()).limit(SHOWN).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
