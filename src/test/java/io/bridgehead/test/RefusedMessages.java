package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the product refused, as its own command shows it to operators. */
public final class RefusedMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {
    };

    private final Product product;

    public RefusedMessages(Product product) {
        this.product = product;
    }

    /**
     * The rows of messages that came since a time: {@code at}, {@code code}, {@code user}, {@code what}, {@code why},
     * {@code status}.
     */
    public List<Map<String, Object>> since(Instant begin) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String line : product.run("log", "--refused", "--json", "--since", "1h")) {
            if (line.startsWith("{")) {
                Map<String, Object> row = parse(line);
                if (!Instant.parse(row.get("at").toString()).isBefore(begin)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static Map<String, Object> parse(String line) {
        try {
            return JSON.readValue(line, ROW);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
