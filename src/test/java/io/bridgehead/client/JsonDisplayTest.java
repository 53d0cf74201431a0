package io.bridgehead.client;

import static io.bridgehead.client.Updates.row;
import static io.bridgehead.client.Updates.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class JsonDisplayTest {

    private static final Command COMMAND = new Command("m1", "createConference", "the conference", new byte[0]);

    private final List<String> lines = new ArrayList<>();
    private final JsonDisplay display = new JsonDisplay(lines::add);
    private final Roster roster = new Roster(Updates.ID);

    private JsonNode last() throws Exception {
        assertThat(lines.get(lines.size() - 1)).doesNotContain("\n");
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    @Test
    void showsAnswersAndStatusesWithTheirRows() throws Exception {
        display.underWay(COMMAND,
                new Reading.Answer("m1", false, "", snapshot(1, row(1, "p1", "dialing-out")), Optional.empty()),
                roster);
        assertThat(last().path("type").asText()).isEqualTo("answer");
        assertThat(last().path("operation").asText()).isEqualTo("createConference");
        assertThat(last().path("participants").path(0).path("state").asText()).isEqualTo("dialing-out");

        display.changed(row(2, "p2", "disconnected", "busy"), roster);
        assertThat(last().path("type").asText()).isEqualTo("status");
        assertThat(last().path("version").asLong()).isEqualTo(2);
        assertThat(last().path("participant").path("user").asText()).isEqualTo("bob@example.org");
        assertThat(last().path("participant").path("method").asText()).isEqualTo("busy");
        assertThat(last().path("participant").has("type")).isFalse();
    }

    @Test
    void theLastLineSaysHowItEnded() throws Exception {
        display.refused("the conference", "createConference",
                new Reading.Fault("m1", "not-allowed", "You \"may\" not.", "Ask."));
        assertThat(last().path("code").asText()).isEqualTo("not-allowed");
        assertThat(last().path("sentence").asText()).isEqualTo("You \"may\" not.");

        display.end(Outcome.NOT_REACHED, "c1", "initiator-not-reached", "Ended");
        assertThat(last().path("type").asText()).isEqualTo("end");
        assertThat(last().path("outcome").asText()).isEqualTo("not-reached");
        assertThat(last().path("exit").asInt()).isEqualTo(8);
        assertThat(last().path("reason").asText()).isEqualTo("initiator-not-reached");
    }
}
