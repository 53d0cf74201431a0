package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The operations of Figures 4 to 10 as the product's own log of a conference shows them. */
public final class Operations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_SECONDS = 30;

    /** As in {@code p3 alerting} and in the name of a leg, {@code cXyz.p3.1}. */
    private static final Pattern PARTICIPANT = Pattern.compile("(?:^|[\\s.])(p\\d+)(?=[\\s.]|$)");

    private final Product product;
    private final String conference;
    private final String participant;

    /** Reads the log with the command of the product that operators use. */
    public Operations(Product product, String conference) {
        this(product, conference, null);
    }

    private Operations(Product product, String conference, String participant) {
        this.product = product;
        this.conference = conference;
        this.participant = participant;
    }

    /** The same log without what is about other participants: several of them have operations of the same numbers. */
    public Operations of(String participant) {
        return new Operations(product, conference, participant);
    }

    /** Numbers of all operations so far, in the order of the log. */
    public List<String> numbers() {
        return rows().filter(this::isWanted).map(row -> row.path("op").asText()).filter(number -> !number.isEmpty()).toList();
    }

    /**
     * Waits until the log has the operations of every chain in the chain's order, others between them or not. Operations of
     * different chains run side by side: a telephone may ring before the client has read that it is being called.
     *
     * @param chains numbers divided by blanks, each the consequence of the one before it: {@code 416 418 420 422}
     */
    public void awaitChains(String... chains) {
        Awaitility.await().atMost(WAIT_SECONDS, TimeUnit.SECONDS).pollInterval(500, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> {
                    List<String> numbers = numbers();
                    for (String chain : chains) {
                        Assertions.assertThat(numbers).containsSubsequence(chain.split(" "));
                    }
                });
    }

    private boolean isWanted(JsonNode row) {
        Matcher named = PARTICIPANT.matcher(row.path("words").asText());
        return participant == null || !named.find() || named.group(1).equals(participant);
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
