package io.bridgehead.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML file of routes.
 *
 * @param name its path below the resources
 * @param text all of it
 * @param root what it says
 */
record RouteFile(String name, String text, JsonNode root) {

    static RouteFile of(String name, String text) {
        try {
            return new RouteFile(name, text, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** All route files below a folder of resources, in the order of their names. */
    static List<RouteFile> below(Path resources) {
        Path routes = resources.resolve("routes");
        if (!Files.isDirectory(routes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted()
                    .map(file -> of(resources.relativize(file).toString(), read(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long lines() {
        return text.lines().count();
    }

    /** The values of one kind of top-level item, such as {@code route} or {@code routeConfiguration}. */
    List<JsonNode> items(String kind) {
        List<JsonNode> found = new ArrayList<>();
        root.forEach(item -> {
            if (item.has(kind)) {
                found.add(item.get(kind));
            }
        });
        return found;
    }

    /** Visits every key and value of an item and everything in it. */
    static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (node.isArray()) {
            node.forEach(element -> walk(element, visitor));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            visitor.accept(field.getKey(), field.getValue());
            if (field.getValue().isArray()) {
                field.getValue().forEach(element -> visitScalar(field.getKey(), element, visitor));
            }
            walk(field.getValue(), visitor);
        }
    }

    private static void visitScalar(String key, JsonNode element, BiConsumer<String, JsonNode> visitor) {
        if (element.isValueNode()) {
            visitor.accept(key, element);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
