package io.bridgehead.bridge.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import io.bridgehead.bridge.http.WebhookSignature;

/** The parameters with which a file instantiates the template {@code http-bridge}. */
final class PartnerParameters {

    private static final String TEMPLATE = "http-bridge";
    private static final Set<String> MEMBERS = Set.of("routeTemplateRef", "routeId", "parameters");
    private static final Set<String> KNOWN = Set.of("name", "url", "secret", "secretFile", "connectTimeout", "responseTimeout",
            "patience");
    private static final int LEAST_MILLIS = 100;
    private static final int MOST_MILLIS = 60_000;
    private static final String DEFAULT_PATIENCE = "10000";
    private static final int MAX_SECRET_FILE = 4096;

    private final Placeholders placeholders;
    private final WebAddress addresses;

    PartnerParameters(Placeholders placeholders, WebAddress addresses) {
        this.placeholders = placeholders;
        this.addresses = addresses;
    }

    record Settings(Map<String, String> parameters, List<String> secrets, Duration patience) {
    }

    private record Value(String text, int line) {
    }

    Settings read(String name, Path file, MappingNode body) throws BridgeFileException {
        Map<String, Node> members = YamlNodes.members(body);
        for (NodeTuple member : body.getValue()) {
            String key = YamlNodes.text(member.getKeyNode());
            if (!MEMBERS.contains(key)) {
                throw new BridgeFileException(YamlNodes.line(member.getKeyNode()), "a templatedRoute has no " + key + " here");
            }
        }
        require(body, members.get("routeTemplateRef"), TEMPLATE, "the template must be " + TEMPLATE);
        if (members.containsKey("routeId")) {
            require(body, members.get("routeId"), "bridge-" + name, "the route of this file is bridge-" + name);
        }
        Map<String, Value> values = values(body, members.get("parameters"));
        Value named = values.remove("name");
        if (named != null && !named.text().equals(name)) {
            throw new BridgeFileException(named.line(), "the file is called " + name + ".yaml, so the name must be " + name);
        }
        Map<String, String> parameters = new HashMap<>(Map.of("name", name, "url", url(body, values.get("url"))));
        for (String timeout : List.of("connectTimeout", "responseTimeout")) {
            if (values.containsKey(timeout)) {
                parameters.put(timeout, Long.toString(millis(timeout, values.get(timeout))));
            }
        }
        long patience = millis("patience", values.getOrDefault("patience", new Value(DEFAULT_PATIENCE, 0)));
        return new Settings(parameters, secrets(body, file, values), Duration.ofMillis(patience));
    }

    private static void require(Node parent, Node given, String value, String otherwise) throws BridgeFileException {
        if (given == null || !YamlNodes.text(given).equals(value)) {
            throw new BridgeFileException(YamlNodes.line(given == null ? parent : given), otherwise);
        }
    }

    private Map<String, Value> values(Node parent, Node given) throws BridgeFileException {
        if (!(given instanceof SequenceNode list)) {
            throw new BridgeFileException(YamlNodes.line(given == null ? parent : given),
                    "parameters is a list, each with a name and a value");
        }
        Map<String, Value> values = new HashMap<>();
        for (Node item : list.getValue()) {
            Map<String, Node> members = YamlNodes.members(item);
            if (!members.keySet().equals(Set.of("name", "value"))) {
                throw new BridgeFileException(YamlNodes.line(item), "a parameter has a name and a value");
            }
            String key = YamlNodes.text(members.get("name"));
            int line = YamlNodes.line(members.get("value"));
            if (!KNOWN.contains(key)) {
                throw new BridgeFileException(YamlNodes.line(members.get("name")),
                        "there is no parameter " + key + "; those of " + TEMPLATE
                                + " are url, secret, secretFile, connectTimeout, responseTimeout and patience");
            }
            if (values.put(key, new Value(placeholders.fill(YamlNodes.text(members.get("value")), line), line)) != null) {
                throw new BridgeFileException(line, "the parameter " + key + " is there twice");
            }
        }
        return values;
    }

    private String url(Node parent, Value given) throws BridgeFileException {
        if (given == null) {
            throw new BridgeFileException(YamlNodes.line(parent), "the parameter url is missing");
        }
        return addresses.check(given.text(), given.line());
    }

    private static long millis(String name, Value given) throws BridgeFileException {
        if (given.text().matches("[0-9]{1,6}")) {
            long millis = Long.parseLong(given.text());
            if (millis >= LEAST_MILLIS && millis <= MOST_MILLIS) {
                return millis;
            }
        }
        throw new BridgeFileException(given.line(), name + " is milliseconds, from " + LEAST_MILLIS + " to " + MOST_MILLIS);
    }

    private static List<String> secrets(Node parent, Path file, Map<String, Value> values) throws BridgeFileException {
        Value written = values.get("secret");
        Value elsewhere = values.get("secretFile");
        if (written != null && elsewhere != null) {
            throw new BridgeFileException(elsewhere.line(), "either secret or secretFile");
        }
        if (written != null) {
            return sound("", List.of(written.text()), written.line());
        }
        if (elsewhere != null) {
            return secretsOf(resolve(file, elsewhere), elsewhere.line())
                    .orElseThrow(
                            () -> new BridgeFileException(elsewhere.line(), "the file that secretFile names is not there"));
        }
        return besides(file).orElseThrow(() -> new BridgeFileException(YamlNodes.line(parent),
                "a secret is needed: in " + secretPath(file).getFileName() + " beside this file, or as secretFile or secret"));
    }

    private static Path resolve(Path file, Value name) throws BridgeFileException {
        try {
            return file.resolveSibling(name.text());
        } catch (InvalidPathException e) {
            throw new BridgeFileException(name.line(), "secretFile names no file");
        }
    }

    /** The secrets beside a bridge's file, one a line; empty if there is no such file. */
    static Optional<List<String>> besides(Path file) throws BridgeFileException {
        return secretsOf(secretPath(file), 0);
    }

    private static Path secretPath(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.yaml$", ".secret"));
    }

    private static Optional<List<String>> secretsOf(Path path, int line) throws BridgeFileException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (Files.size(path) > MAX_SECRET_FILE) {
                throw new BridgeFileException(line, path.getFileName() + " is too large for secrets");
            }
            return Optional
                    .of(sound(path.getFileName() + ": ",
                            Files.readAllLines(path).stream().map(String::strip).filter(text -> !text.isEmpty()).toList(),
                            line));
        } catch (IOException e) {
            throw new BridgeFileException(line, path.getFileName() + " cannot be read");
        }
    }

    private static List<String> sound(String where, List<String> secrets, int line) throws BridgeFileException {
        try {
            new WebhookSignature(secrets);
            return secrets;
        } catch (IllegalArgumentException e) {
            throw new BridgeFileException(line, where + e.getMessage());
        }
    }
}
