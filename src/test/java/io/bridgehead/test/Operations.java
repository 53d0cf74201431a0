package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The operations of Figures 4 to 10 as the product's own log of a conference shows them. */
public final class Operations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 10;

    private final Product product;
    private final String conference;

    /** Reads the log with the command of the product that operators use. */
    public Operations(Product product, String conference) {
        this.product = product;
        this.conference = conference;
    }

    /** Numbers of all operations so far, in the order of the log. */
    public List<String> numbers() {
        return rows().map(row -> row.path("op").asText()).filter(number -> !number.isEmpty()).toList();
    }

    /** Waits until the log has these operations in this order, others between them or not. */
    public void awaitInOrder(String... numbers) {
        Awaitility.await().atMost(WAIT_SECONDS, TimeUnit.SECONDS).pollInterval(500, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> Assertions.assertThat(numbers()).containsSubsequence(numbers));
    }

    /** The words of all rows. */
    public List<String> words() {
        return rows().map(row -> row.path("words").asText()).toList();
    }

    private Stream<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : product.run("log", conference, "--json")) {
            if (line.startsWith("{")) {
                rows.add(parse(line));
            }
        }
        return rows.stream();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
