package io.bridgehead.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.annotations.RegisterForReflection;

class RouteClassesTest {

    private static final Pattern CLASS_NAME = Pattern.compile("(?<![\\w.])[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");

    @Test
    void holdEveryClassThatARouteFileNames() throws IOException {
        Set<String> registered = Arrays.stream(RouteClasses.class.getAnnotation(RegisterForReflection.class).targets())
                .map(Class::getName).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of("src/main/resources/routes"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        for (Path file : files) {
            Matcher name = CLASS_NAME.matcher(Files.readString(file));
            while (name.find()) {
                named.add(name.group());
            }
        }
        assertThat(named).isNotEmpty().isSubsetOf(registered);
    }
}
