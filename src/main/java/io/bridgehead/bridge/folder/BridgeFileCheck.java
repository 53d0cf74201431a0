package io.bridgehead.bridge.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import io.bridgehead.bridge.BridgeCatalog;
import io.bridgehead.conference.BridgeUnavailableException;

/**
 * Reads a bridge's file and says what is wrong with it: one instance of the template {@code http-bridge}, or routes of the
 * bridge's own. Needs no Camel, so that a file can be checked before it is dropped into the folder.
 */
public final class BridgeFileCheck {

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** What routes of a bridge's own may catch and throw: exceptions that the native executable knows by name as well. */
    public static final List<String> EXCEPTIONS = List.of("java.lang.Exception", "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException", "java.io.IOException", "java.net.ConnectException",
            "java.net.SocketTimeoutException", "java.util.concurrent.TimeoutException",
            BridgeUnavailableException.class.getName(),
            "org.apache.camel.http.base.HttpOperationFailedException");

    private static final Set<String> WORDS = Set.of("templatedRoute", "route");
    private static final String SUFFIX = ".yaml";

    private final Set<String> taken;
    private final PartnerParameters parameters;
    private final OwnRoutes ownRoutes;

    /**
     * @param taken names that bridges have already which are not files
     * @param properties the value of a key of the configuration, for placeholders <code>{{key}}</code>
     * @param allowed addresses that the operator allows although no bridge may be there
     */
    public BridgeFileCheck(Set<String> taken, Function<String, Optional<String>> properties, Predicate<InetAddress> allowed) {
        this.taken = Set.copyOf(taken);
        Placeholders placeholders = new Placeholders(properties);
        WebAddress addresses = new WebAddress(allowed);
        this.parameters = new PartnerParameters(placeholders, addresses);
        this.ownRoutes = new OwnRoutes(placeholders, addresses);
    }

    /**
     * The bridge of a file.
     *
     * @throws BridgeFileException naming line and reason
     */
    public BridgePlan check(Path file) throws BridgeFileException {
        String name = name(file);
        String text = read(file);
        SequenceNode root = parse(text);
        List<Entry> entries = new ArrayList<>();
        for (Node item : root.getValue()) {
            entries.add(entry(item));
        }
        if (entries.isEmpty()) {
            throw new BridgeFileException(0, "the file says nothing");
        }
        if (entries.get(0).word().equals("templatedRoute")) {
            if (entries.size() > 1) {
                throw new BridgeFileException(YamlNodes.line(root.getValue().get(1)),
                        "a file is one bridge: nothing may follow its templatedRoute");
            }
            PartnerParameters.Settings settings = parameters.read(name, file, entries.get(0).body());
            return new BridgePlan(name, text, settings.parameters(), List.of("bridge-" + name), settings.secrets(),
                    settings.patience());
        }
        List<String> routes = ownRoutes.check(name, entries.stream().map(Entry::body).toList());
        return new BridgePlan(name, text, Map.of(), routes, PartnerParameters.besides(file).orElse(List.of()), Duration.ZERO);
    }

    private record Entry(String word, MappingNode body) {
    }

    private String name(Path file) throws BridgeFileException {
        String fileName = file.getFileName().toString();
        String name = fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : "";
        if (!BridgeCatalog.isName(name)) {
            throw new BridgeFileException(0,
                    "a file is called as its bridge: lower-case letters, digits and hyphens, at most 31, and "
                            + SUFFIX);
        }
        if (taken.contains(name)) {
            throw new BridgeFileException(0, "there is a bridge " + name + " already");
        }
        return name;
    }

    private static String read(Path file) throws BridgeFileException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BridgeFileException(0, "larger than " + MAX_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BridgeFileException(0, "there is no such file");
        } catch (CharacterCodingException e) {
            throw new BridgeFileException(0, "not a text in UTF-8");
        } catch (IOException e) {
            throw new BridgeFileException(0, "cannot be read: " + e.getMessage());
        }
    }

    private static SequenceNode parse(String text) throws BridgeFileException {
        try {
            LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES).setMaxAliasesForCollections(0).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.orElse(null) instanceof SequenceNode sequence) {
                return sequence;
            }
            throw new BridgeFileException(root.map(YamlNodes::line).orElse(0),
                    "a list is needed, of one templatedRoute or of routes: begin with \"- templatedRoute:\"");
        } catch (MarkedYamlEngineException e) {
            throw new BridgeFileException(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
                    "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            // Of all that has no place in the text only this can be; its own words speak of settings.
            throw new BridgeFileException(0, "an alias (*) for more than one value is not for a bridge's file");
        }
    }

    private static Entry entry(Node item) throws BridgeFileException {
        if (item instanceof MappingNode map && map.getValue().size() == 1) {
            String word = YamlNodes.text(map.getValue().get(0).getKeyNode());
            Node body = map.getValue().get(0).getValueNode();
            if (WORDS.contains(word) && body instanceof MappingNode mapping) {
                return new Entry(word, mapping);
            }
            boolean known = WORDS.contains(word);
            throw new BridgeFileException(YamlNodes.line(item),
                    known ? word + " has no members, such as routeTemplateRef or from"
                            : word + " is not for a bridge's file: only one templatedRoute, or routes");
        }
        throw new BridgeFileException(YamlNodes.line(item), "templatedRoute or route is needed here");
    }
}
