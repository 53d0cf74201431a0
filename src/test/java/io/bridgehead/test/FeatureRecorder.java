package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Notes which features the tests of a class proved and which threats they met, in {@code target/features/<class>.json}. One
 * file per class, so that several test JVMs need not know of each other and a later run of a class replaces its earlier one.
 */
final class FeatureRecorder implements TestWatcher {

    static final Path DIRECTORY = Path.of(System.getProperty("bridgehead.test.features", "target/features"));

    private static final Namespace NAMESPACE = Namespace.create(FeatureRecorder.class);

    @Override
    public void testSuccessful(ExtensionContext context) {
        recordOf(context).add(context, true);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        recordOf(context).add(context, false);
    }

    private static ClassRecord recordOf(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName();
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(name, ClassRecord::new, ClassRecord.class);
    }

    /** The tests of one class. JUnit closes it when the whole run ends; a test that failed in any repetition proves nothing. */
    static final class ClassRecord implements AutoCloseable {

        private final String className;
        private final TreeMap<String, Set<String>> passed = new TreeMap<>();
        private final Set<String> failed = new TreeSet<>();

        ClassRecord(String className) {
            this.className = className;
        }

        synchronized void add(ExtensionContext context, boolean success) {
            String method = context.getRequiredTestMethod().getName();
            // A class with and a method with an annotation each call this once; the sets absorb that.
            if (success) {
                passed.computeIfAbsent(method, any -> new TreeSet<>()).addAll(numbers(context));
            } else {
                failed.add(method);
            }
        }

        private static Set<String> numbers(ExtensionContext context) {
            Set<String> numbers = new TreeSet<>();
            annotations(context, Feature.class).forEach(feature -> numbers.addAll(Set.of(feature.value())));
            annotations(context, Threat.class).flatMapToInt(threat -> IntStream.of(threat.value()))
                    .forEach(threat -> numbers.add(String.format(Locale.ROOT, "T%02d", threat)));
            return numbers;
        }

        private static <A extends Annotation> Stream<A> annotations(ExtensionContext context, Class<A> type) {
            return Stream.of(AnnotationSupport.findAnnotation(context.getRequiredTestClass(), type),
                    AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), type)).flatMap(Optional::stream);
        }

        @Override
        public synchronized void close() {
            passed.keySet().removeAll(failed);
            try {
                Files.createDirectories(DIRECTORY);
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValue(DIRECTORY.resolve(className + ".json").toFile(), passed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
