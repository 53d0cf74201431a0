package io.bridgehead.bridge.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The published OpenAPI document, to hold what is sent against it. */
public final class Contract {

    private static final Path FILE = Path.of("src/main/resources/META-INF/resources/bridge-contract.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contract() {
    }

    /** What is wrong with a JSON text that must be a {@code components/schemas/<name>}; empty if nothing. */
    public static List<String> breaches(String name, String json) {
        try {
            JsonNode document = new YAMLMapper().readTree(Files.readString(FILE));
            ObjectNode root = JSON.createObjectNode();
            root.put("$ref", "#/components/schemas/" + name);
            root.set("components", document.path("components"));
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
            return schema.validate(JSON.readTree(json)).stream().map(ValidationMessage::getMessage).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of anything Jackson can write. */
    public static List<String> breaches(String name, Object json) {
        try {
            return breaches(name, JSON.writeValueAsString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
