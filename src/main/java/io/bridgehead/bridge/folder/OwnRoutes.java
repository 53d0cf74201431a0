package io.bridgehead.bridge.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Routes that a bridge's file brings itself: only the bridge's own, from its own {@code direct:} ends or timers, to addresses
 * that are written out and of components that are meant for it.
 */
final class OwnRoutes {

    private static final int MOST_ROUTES = 10;
    private static final Set<String> STEPS = Set.of("to", "log", "setBody", "setHeader", "setHeaders", "setVariable",
            "setVariables",
            "setProperty", "removeHeader", "removeHeaders", "removeVariable", "removeProperty", "choice", "filter", "split",
            "doTry",
            "transform", "stop", "delay", "pipeline", "loop", "throwException", "convertBodyTo");
    private static final Set<String> CODE = Set.of("method", "groovy", "joor", "java", "js", "mvel", "ognl", "python", "ref",
            "language",
            "spel");
    private static final Set<String> METHODS = Set.of("toJson", "toEvent");
    /** Of Camel's http component what serves to speak with a bridge, and cannot lead elsewhere. */
    private static final List<String> HTTP_OPTIONS = List.of("authBearerToken", "authMethod", "authPassword", "authUsername",
            "authenticationPreemptive", "bridgeEndpoint", "connectTimeout", "connectionClose", "connectionRequestTimeout",
            "copyHeaders", "deleteWithBody", "disableStreamCache", "getWithBody", "httpMethod", "ignoreResponseBody",
            "okStatusCodeRange", "responseTimeout", "skipRequestHeaders", "skipResponseHeaders", "throwExceptionOnFailure",
            "userAgent");
    private static final String COMPONENTS = "bean:bridgeContract, bridge-http, bridge-https, direct and log";
    private static final Pattern HTTP = Pattern.compile("bridge-(https?://.+)");

    private final Placeholders placeholders;
    private final WebAddress addresses;

    OwnRoutes(Placeholders placeholders, WebAddress addresses) {
        this.placeholders = placeholders;
        this.addresses = addresses;
    }

    /** Checks the routes of a bridge and gives their ids. */
    List<String> check(String name, List<MappingNode> routes) throws BridgeFileException {
        if (routes.size() > MOST_ROUTES) {
            throw new BridgeFileException(YamlNodes.line(routes.get(MOST_ROUTES)), "at most " + MOST_ROUTES + " routes");
        }
        String main = "bridge-" + name;
        List<String> ids = new ArrayList<>();
        for (MappingNode route : routes) {
            Map<String, Node> members = YamlNodes.members(route);
            Node id = members.get("id");
            String text = id == null ? "" : YamlNodes.text(id);
            if (!own(main, text) || ids.contains(text)) {
                throw new BridgeFileException(YamlNodes.line(id == null ? route : id),
                        "the routes of this file are " + main + " and, for parts of it, " + main + ".SOMETHING, each once");
            }
            ids.add(text);
            from(main, text, route, members.get("from"));
        }
        if (!ids.contains(main)) {
            throw new BridgeFileException(0, "there is no route " + main + " from direct:" + main);
        }
        return ids;
    }

    private static boolean own(String main, String text) {
        return text.equals(main) || text.startsWith(main + ".") && text.length() > main.length() + 1;
    }

    private void from(String main, String id, Node route, Node from) throws BridgeFileException {
        if (from == null) {
            throw new BridgeFileException(YamlNodes.line(route), "the route has no from");
        }
        Map<String, Node> members = YamlNodes.members(from);
        Node uri = members.get("uri");
        String text = uri == null ? "" : YamlNodes.text(uri);
        boolean timer = !id.equals(main) && text.startsWith("timer:") && own(main, text.substring("timer:".length()));
        if (!text.equals("direct:" + id) && !timer) {
            throw new BridgeFileException(YamlNodes.line(uri == null ? from : uri),
                    "the route " + id + " takes from direct:" + id
                            + (id.equals(main) ? "" : " or from a timer:" + main + ".SOMETHING"));
        }
        Node steps = members.get("steps");
        if (steps == null) {
            throw new BridgeFileException(YamlNodes.line(from), "from has no steps");
        }
        walk(main, "from", from);
    }

    private void walk(String main, String parent, Node node) throws BridgeFileException {
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (parent.equals("steps")) {
                    step(item);
                }
                walk(main, parent, item);
            }
        } else if (node instanceof MappingNode) {
            if (parent.equals("to")) {
                options(YamlNodes.members(node));
            }
            for (Map.Entry<String, Node> member : YamlNodes.members(node).entrySet()) {
                String key = member.getKey();
                if (CODE.contains(key) && !parent.equals("parameters")) {
                    throw new BridgeFileException(YamlNodes.line(member.getValue()),
                            key + " would be code, and that is not for a bridge's file");
                }
                boolean address = key.equals("uri") && !parent.equals("from")
                        || key.equals("to") && !(member.getValue() instanceof MappingNode);
                if (address) {
                    target(main, YamlNodes.text(member.getValue()), YamlNodes.line(member.getValue()));
                }
                walk(main, key, member.getValue());
            }
        } else if (parent.equals("exception") || parent.equals("exceptionType")) {
            exception(YamlNodes.text(node), YamlNodes.line(node));
        }
    }

    private static void exception(String name, int line) throws BridgeFileException {
        if (!BridgeFileCheck.EXCEPTIONS.contains(name)) {
            throw new BridgeFileException(line, name.replaceAll("[^A-Za-z0-9_.$]", "?")
                    + " is no exception for a bridge's routes; they can name " + String.join(", ", BridgeFileCheck.EXCEPTIONS));
        }
    }

    private static void step(Node item) throws BridgeFileException {
        String word = YamlNodes.members(item).keySet().stream().findFirst().orElse("");
        if (!STEPS.contains(word)) {
            throw new BridgeFileException(YamlNodes.line(item), word + " is not a step for a bridge's routes");
        }
    }

    /** What Camel would find out only with the first command, or would add to the address. */
    private static void options(Map<String, Node> to) throws BridgeFileException {
        Node uri = to.get("uri");
        Map<String, Node> given = to.containsKey("parameters") ? YamlNodes.members(to.get("parameters")) : Map.of();
        if (uri != null && YamlNodes.text(uri).equals("bean:bridgeContract")) {
            Node method = given.get("method");
            if (method == null || !METHODS.contains(YamlNodes.text(method))) {
                throw new BridgeFileException(YamlNodes.line(method == null ? uri : method),
                        "bean:bridgeContract needs, under parameters, the method toJson or toEvent");
            }
        } else if (uri != null && YamlNodes.text(uri).startsWith("bridge-")) {
            for (Map.Entry<String, Node> option : given.entrySet()) {
                if (!HTTP_OPTIONS.contains(option.getKey())) {
                    throw new BridgeFileException(YamlNodes.line(option.getValue()),
                            "there is no option of this name; those of bridge-http and bridge-https are "
                                    + String.join(", ", HTTP_OPTIONS));
                }
            }
        }
    }

    private void target(String main, String given, int line) throws BridgeFileException {
        String uri = placeholders.fill(given, line);
        boolean fits = uri.startsWith("direct:") && own(main, uri.substring("direct:".length()))
                || uri.equals("direct:bridge-events") || uri.equals("bean:bridgeContract")
                || uri.matches("log:[A-Za-z0-9._-]+");
        if (HTTP.matcher(uri).matches()) {
            addresses.check(uri.substring("bridge-".length()), line);
        } else if (!fits) {
            throw new BridgeFileException(line,
                    scheme(uri) + " is nothing that a bridge's routes can send to; they can send to " + COMPONENTS
                            + ", with options under parameters");
        }
    }

    private static String scheme(String uri) {
        String scheme = uri.replaceFirst(":.*", "");
        return scheme.matches("[A-Za-z0-9+.-]{1,40}") ? scheme : "this";
    }
}
