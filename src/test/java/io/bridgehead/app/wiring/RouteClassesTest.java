package io.bridgehead.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.folder.BridgeFileCheck;
import io.quarkus.runtime.annotations.RegisterForReflection;

class RouteClassesTest {

    private static final Pattern CLASS_NAME = Pattern.compile("(?<![\\w.])[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");
    private static final Pattern PART_OF_OBJECT = Pattern
            .compile("\\$\\{(body|exception|(header|variable|exchangeProperty)\\.[\\w-]+)(\\.\\w+)+");
    /** Each expression that asks an object for a part of it, with the classes of the objects it asks. */
    private static final Map<String, List<Class<?>>> PARTS = Map.of("${exception.message", List.of(Exception.class),
            "${header.CamelSipTargets.isEmpty", List.of(List.class));

    @Test
    void holdEveryClassThatARouteFileNames() throws IOException {
        assertThat(inRouteFiles(CLASS_NAME)).isNotEmpty().isSubsetOf(registered());
    }

    @Test
    void holdEveryClassThatARoutesExpressionLooksInto() throws IOException {
        assertThat(inRouteFiles(PART_OF_OBJECT)).as("expressions; add the classes they go through").isEqualTo(PARTS.keySet());
        PARTS.values().forEach(classes -> assertThat(classes).extracting(Class::getName).isSubsetOf(registered()));
    }

    @Test
    void holdEveryExceptionThatABridgesOwnRoutesMayName() {
        assertThat(BridgeFileCheck.EXCEPTIONS).isSubsetOf(registered());
    }

    private static Set<String> registered() {
        return Arrays.stream(RouteClasses.class.getAnnotation(RegisterForReflection.class).targets()).map(Class::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> inRouteFiles(Pattern pattern) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of("src/main/resources/routes"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
