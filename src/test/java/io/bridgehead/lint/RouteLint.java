package io.bridgehead.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/** The rules that every route file keeps. Each method gives the breaches of one rule as sentences for people. */
final class RouteLint {

    static final int MAX_LINES = 150;

    private static final List<String> NAMED = List.of("route", "routeConfiguration", "routeTemplate");
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)(:[^}]*)?}}");
    private static final Pattern SECRET = Pattern
            .compile("(?i).*(password|passphrase|passwd|secret|credential|token|apikey|privatekey)$");
    private static final Pattern ELSEWHERE = Pattern.compile("\\{\\{.*|\\$\\{.*|#.*");
    private static final JsonSchema SCHEMA = schema();

    private final List<RouteFile> files;
    private final String configuration;
    private final Properties properties = new Properties();

    /** @param configuration the text of application.properties */
    RouteLint(List<RouteFile> files, String configuration) {
        this.files = files;
        this.configuration = configuration;
        try {
            properties.load(new StringReader(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        try (InputStream schema = RouteLint.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> schemaBreaches() {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            SCHEMA.validate(file.root()).forEach(message -> found.add(file.name() + ": " + message.getMessage()));
        }
        return found;
    }

    List<String> namesNotInKebabCase() {
        return eachNamed((file, item) -> KEBAB.matcher(item.path("id").asText()).matches() ? null
                : file.name() + ": the id '" + item.path("id").asText() + "' is not in kebab-case");
    }

    List<String> missingDescriptions() {
        return eachNamed((file, item) -> item.path("description").asText().isBlank()
                ? file.name() + ": " + item.path("id").asText() + " has no description"
                : null);
    }

    /** Whatever takes from a direct endpoint has the endpoint's name, so that a reader finds it. */
    List<String> directConsumersOfAnotherName() {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            for (JsonNode route : file.items("route")) {
                String name = directName(route.path("from"));
                String id = route.path("id").asText();
                if (name != null && !name.equals(id)) {
                    found.add(file.name() + ": " + id + " takes from direct:" + name);
                }
            }
        }
        return found;
    }

    /** Names formed at run time and template parameters cannot be judged here. */
    List<String> directTargetsThatNobodyConsumes() {
        Set<String> consumed = new HashSet<>();
        files.forEach(file -> file.items("route").forEach(route -> consumed.add(directName(route.path("from")))));
        files.forEach(file -> file.items("templatedRoute").forEach(route -> consumed.add(route.path("routeId").asText())));
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), (key, value) -> {
                String name = key.equals("from") || key.equals("uri") ? null : directName(value);
                if (name != null && !name.contains("${") && !name.contains("{{") && !consumed.contains(name)) {
                    found.add(file.name() + ": nobody consumes direct:" + name);
                }
            });
        }
        return found;
    }

    /** Options belong under {@code parameters}, where each has a line and the schema of its own. */
    List<String> optionsInsideUris() {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), (key, value) -> {
                if (key.equals("uri") && value.asText().contains("?") && !value.asText().contains("{{?")) {
                    found.add(file.name() + ": options inside " + value.asText());
                }
            });
        }
        return found;
    }

    List<String> undefinedPlaceholders() {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            Set<String> known = new HashSet<>(properties.stringPropertyNames());
            file.items("routeTemplate").forEach(
                    template -> template.path("parameters").forEach(parameter -> known.add(parameter.path("name").asText())));
            RouteFile.walk(file.root(), (key, value) -> {
                Matcher matcher = PLACEHOLDER.matcher(value.isTextual() ? value.asText() : "");
                while (matcher.find()) {
                    String name = matcher.group(1).trim();
                    // {{?name}} may be absent; {{!name}} is the opposite of a flag.
                    if (!name.startsWith("?") && !known.contains(name.replaceFirst("^!", "")) && !isDescribedSecret(name)) {
                        found.add(file.name() + ": {{" + name + "}} is not defined in application.properties");
                    }
                }
            });
        }
        return found;
    }

    /** A secret has no default, but a comment where the other properties are says what it is. */
    private boolean isDescribedSecret(String name) {
        return SECRET.matcher(name).matches()
                && Pattern.compile("(?m)^#.*\\b" + Pattern.quote(name) + "\\b").matcher(configuration).find();
    }

    List<String> secretLiterals() {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            RouteFile.walk(file.root(), (key, value) -> {
                if (SECRET.matcher(key).matches() && value.isTextual() && !ELSEWHERE.matcher(value.asText()).matches()) {
                    found.add(file.name() + ": " + key + " is written out");
                }
            });
        }
        return found;
    }

    List<String> tooLongFiles() {
        return files.stream().filter(file -> file.lines() > MAX_LINES)
                .map(file -> file.name() + " has " + file.lines() + " lines; " + MAX_LINES + " are allowed").toList();
    }

    /** The property that lists the files is the table of contents: complete and true. */
    List<String> differencesToTheListOfFiles() {
        Set<String> listed = Arrays.stream(properties.getProperty("camel.main.routes-include-pattern", "").split("\\s*,\\s*"))
                .filter(entry -> !entry.isBlank() && !entry.startsWith("file:"))
                .map(entry -> entry.replaceFirst("^classpath:/?", "")).collect(Collectors.toCollection(HashSet::new));
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            if (!listed.remove(file.name())) {
                found.add(file.name() + " is not listed in camel.main.routes-include-pattern");
            }
        }
        listed.forEach(missing -> found.add(missing + " is listed but does not exist"));
        return found;
    }

    private List<String> eachNamed(Rule rule) {
        List<String> found = new ArrayList<>();
        for (RouteFile file : files) {
            for (String kind : NAMED) {
                for (JsonNode item : file.items(kind)) {
                    String breach = rule.breach(file, item);
                    if (breach != null) {
                        found.add(breach);
                    }
                }
            }
        }
        return found;
    }

    /** The name of the direct endpoint that a step or a {@code from} names, or null. */
    private static String directName(JsonNode step) {
        String uri = step.isTextual() ? step.asText() : step.path("uri").asText();
        if (step.isObject() && uri.equals("direct")) {
            return step.path("parameters").path("name").asText();
        }
        return uri.startsWith("direct:") ? uri.substring("direct:".length()) : null;
    }

    private interface Rule {
        String breach(RouteFile file, JsonNode item);
    }
}
