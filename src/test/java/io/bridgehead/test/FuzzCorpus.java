package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

/**
 * The committed inputs of a fuzz target, one test each: what {@code src/test/fuzz} has found once stays found in every build.
 * The target is a public class with a method {@code fuzzerTestOneInput(byte[])}; nothing of Jazzer is needed to run these.
 */
public final class FuzzCorpus {
    private static final Path FOLDER = Path.of("src/test/resources/fuzz");

    private FuzzCorpus() {
    }

    /** @param name the folder of the inputs below {@code src/test/resources/fuzz} */
    public static Stream<DynamicTest> of(String name, Consumer<byte[]> target) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
            List<Path> inputs = files.sorted().toList();
            if (inputs.isEmpty()) {
                throw new IllegalStateException("No inputs in " + FOLDER.resolve(name));
            }
            return inputs.stream()
                    .map(input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> target.accept(read(input))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path input) {
        try {
            return Files.readAllBytes(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
