package io.bridgehead.client;

import static io.bridgehead.client.Updates.row;
import static io.bridgehead.client.Updates.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.soap.TalkReport;
import io.bridgehead.test.Feature;

/** {@code client listen} shows whatever arrives, to people and to scripts. */
class WatchTest {

    private final ScriptedMessages messages = new ScriptedMessages();
    private final List<String> screen = new ArrayList<>();

    private void receive(Display display, Reading... readings) {
        Watch watch = new Watch(messages, display);
        for (Reading reading : readings) {
            watch.received(messages.incoming(reading));
        }
    }

    private static Reading[] all() {
        return new Reading[] { new Reading.Text("sip:bob@example.org", "Hello"),
                new Reading.Answer("", false, "Conference c1 is running", snapshot(1, row(1, "p1", "connected")),
                        Optional.empty()),
                new Reading.Status(row(2, "p2", "alerting")), new Reading.Status(row(2, "p2", "alerting")),
                new Reading.Talking(new TalkReport("c1", List.of(new TalkReport.Talker("p1", true, Instant.EPOCH)), List.of())),
                new Reading.Fault("urn:uuid:1", "not-allowed", "No.", "Ask."),
                new Reading.Unreadable("sip:eve@example.org", "it is no SOAP") };
    }

    @Test
    void showsLinesToPeople() {
        receive(new TextDisplay(screen::add, new RosterText(ZoneOffset.UTC)), all());

        assertThat(screen).hasSize(8).startsWith("Message from sip:bob@example.org: Hello").contains(
                "          [ Carol: in the call | Bob: ringing ]", "          [ Carol: in the call (speaking) | Bob: ringing ]")
                .endsWith("Refused what another program of yours asked for: No. Ask. (not-allowed)",
                        "Ignored a message from sip:eve@example.org: it is no SOAP");
    }

    @Test
    @Feature("A015")
    void givesScriptsOneObjectALine() throws Exception {
        receive(new JsonDisplay(screen::add), all());

        List<JsonNode> objects = new ArrayList<>();
        for (String line : screen) {
            objects.add(new ObjectMapper().readTree(line));
        }
        assertThat(objects).extracting(object -> object.path("type").asText()).containsExactly("message", "answer", "status",
                "talking", "refused", "note");
        assertThat(objects.get(0).path("from").asText()).isEqualTo("sip:bob@example.org");
        assertThat(objects.get(0).path("text").asText()).isEqualTo("Hello");
        assertThat(objects.get(1).path("participants").path(0).path("id").asText()).isEqualTo("p1");
        assertThat(objects.get(3).path("participants").path(0).asText()).isEqualTo("p1");
    }
}
