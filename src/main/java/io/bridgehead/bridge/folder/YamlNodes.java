package io.bridgehead.bridge.folder;

import java.util.LinkedHashMap;
import java.util.Map;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Nodes of a YAML document, which know their lines. */
final class YamlNodes {

    private YamlNodes() {
    }

    /** Counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The text of a scalar; empty for anything else. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The members of a mapping by their keys, in order. */
    static Map<String, Node> members(Node node) throws BridgeFileException {
        if (!(node instanceof MappingNode mapping)) {
            throw new BridgeFileException(line(node), "members of the form \"key: value\" are needed here");
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (members.put(text(tuple.getKeyNode()), tuple.getValueNode()) != null) {
                throw new BridgeFileException(line(tuple.getKeyNode()), text(tuple.getKeyNode()) + " is there twice");
            }
        }
        return members;
    }
}
