package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/** What Bridgehead sends and reads is what the published document says, and so are the examples for people. */
class ContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-01-01T10:00:00.250Z");
    private static final LegId LEG = new LegId("c1", "p2", 1);

    static Stream<BridgeCommand> commands() {
        return Stream.concat(
                Stream.of(Steering.values()).map(steering -> new BridgeCommand.Steer(LEG, steering, 17)),
                Stream.of(new BridgeCommand.Dial(LEG, "tel:+4930123456", "Bob", "Budget"),
                        new BridgeCommand.HangUp(LEG, "removed"),
                        new BridgeCommand.Admit("c1", "48291337", 4), new BridgeCommand.Join(LEG, "call-1"),
                        new BridgeCommand.TurnAway("c1", "call-1", "locked"), new BridgeCommand.End("c1"),
                        new BridgeCommand.ListLegs("c1")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandIsAsPublished(BridgeCommand command) throws IOException {
        String json = JSON.writeValueAsString(command.toJson());

        assertThat(Contract.breaches("Command", json)).isEmpty();
        assertThat(BridgeCommand.fromJson(read(json))).isEqualTo(command);
        assertThat(command.toJson()).containsEntry("id", command.id());
    }

    @Test
    void eachKindOfEventIsAsPublished() throws IOException {
        for (BridgeEventKind kind : BridgeEventKind.values()) {
            EventBatch batch = new EventBatch("e1", List.of(new NumberedEvent(5, event(kind))));

            assertThat(Contract.breaches("EventBatch", batch.toJson())).as(kind.word()).isEmpty();
            assertThat(EventBatch.fromJson(read(JSON.writeValueAsString(batch.toJson())))).isEqualTo(batch);
        }
    }

    private static BridgeEvent event(BridgeEventKind kind) {
        return new BridgeEvent(kind, "c1", kind.wholeConference() ? null : LEG, TIME, 7, Cause.sip(486, "Busy Here"),
                kind == BridgeEventKind.DTMF ? "#" : null,
                kind == BridgeEventKind.ARRIVED ? new BridgeEvent.Caller("call-1", "sip:ann@example.org", "ann@example.org")
                        : null);
    }

    @Test
    void theListOfLegsIsAsPublished() throws IOException {
        BridgeLegs legs = new BridgeLegs("c1", List.of(new BridgeLegs.Leg(LEG, BridgeLegs.State.RINGING, 7)));
        String json = JSON.writeValueAsString(legs.toJson());

        assertThat(Contract.breaches("Legs", json)).isEmpty();
        assertThat(BridgeLegs.fromJson(read(json))).isEqualTo(legs);
    }

    @Test
    void aReplayIsAsPublishedAndLeavesOutWhatIsNoEvent() throws IOException {
        EventReplay replay = EventReplay.of("e1", List.of(new NumberedEvent(5, event(BridgeEventKind.RINGING))), 5);
        String json = JSON.writeValueAsString(replay.toJson());

        assertThat(Contract.breaches("EventReplay", json)).isEmpty();
        assertThat(EventReplay.fromJson(read(json))).isEqualTo(replay);
        assertThat(EventReplay.fromJson(read(json.replace("\"ringing\"", "\"exploded\""))))
                .isEqualTo(new EventReplay("e1", List.of(), 5, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"events\":[]}", "{\"events\":7}", "{\"events\":[7]}", "{\"events\":[{\"number\":1}]}",
            "{\"epoch\":5,\"events\":[{\"number\":1,\"event\":\"ringing\",\"leg\":\"c1.p1.1\",\"time\":\"2026-01-01T10:00:00Z\"}]}",
            "{\"events\":[{\"number\":0,\"event\":\"ringing\",\"leg\":\"c1.p1.1\",\"time\":\"2026-01-01T10:00:00Z\"}]}",
            "{\"events\":[{\"number\":1,\"event\":\"ringing\",\"leg\":\"c1.p1\",\"time\":\"2026-01-01T10:00:00Z\"}]}" })
    void whatIsNoBatchIsRefusedByTheDocumentAndByUs(String json) throws IOException {
        assertThat(Contract.breaches("EventBatch", json)).isNotEmpty();
        Map<String, Object> read = read(json);
        assertThatThrownBy(() -> EventBatch.fromJson(read))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theExamplesForPeopleAreAsPublished() throws IOException {
        List<String> examples = Files.readAllLines(Path.of("docs/add-a-bridge.md")).stream()
                .filter(line -> line.startsWith("{\""))
                .toList();

        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            String schema = example.startsWith("{\"command\"") ? "Command"
                    : example.startsWith("{\"event\"") ? "Event" : example.contains("\"legs\"") ? "Legs" : "EventBatch";
            assertThat(Contract.breaches(schema, example)).as(example).isEmpty();
        }
    }

    private static Map<String, Object> read(String json) throws IOException {
        return JSON.readValue(json, new TypeReference<>() {
        });
    }
}
