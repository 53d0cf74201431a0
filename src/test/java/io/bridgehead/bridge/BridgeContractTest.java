package io.bridgehead.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.conference.Arrival;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.conference.LegEvent;
import io.bridgehead.conference.LegId;
import io.bridgehead.test.Feature;

class BridgeContractTest {

    private static final LegId LEG = new LegId("c1", "p2", 1);
    private static final Instant TIME = Instant.parse("2026-01-01T10:00:00.250Z");
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void commandsSurviveJson() throws Exception {
        for (BridgeCommand command : List.of(new BridgeCommand.Dial(LEG, "tel:+4930123456", "Bob", "Budget"),
                new BridgeCommand.HangUp(LEG, "removed"), new BridgeCommand.End("c1"),
                new BridgeCommand.Admit("c1", "48291337", 4), new BridgeCommand.Join(LEG, "call-1"),
                new BridgeCommand.TurnAway("c1", "call-1", "locked"))) {
            assertThat(BridgeCommand.fromJson(overTheWire(command.toJson()))).isEqualTo(command);
        }
    }

    @Test
    void aDialCommandReadsAsDocumented() {
        assertThat(new BridgeCommand.Dial(LEG, "tel:+4930123456", "Bob", "Budget").toJson()).containsExactly(
                Map.entry("command", "dial"), Map.entry("id", "c1.p2.1.dial"), Map.entry("conference", "c1"),
                Map.entry("leg", "c1.p2.1"), Map.entry("address", "tel:+4930123456"), Map.entry("displayName", "Bob"),
                Map.entry("subject", "Budget"));
    }

    @ParameterizedTest
    @EnumSource
    void eventsSurviveJson(BridgeEventKind kind) throws Exception {
        BridgeEvent event = new BridgeEvent(kind, "c1", kind.wholeConference() ? null : LEG, TIME, 7,
                kind == BridgeEventKind.REFUSED ? Cause.sip(486, "Busy Here") : null,
                kind == BridgeEventKind.DTMF ? "5" : null, caller(kind));

        assertThat(BridgeEvent.fromJson(overTheWire(event.toJson()))).isEqualTo(event);
    }

    @Test
    void refusesWhatIsNoEvent() {
        Map<String, Object> good = BridgeEvent.of(BridgeEventKind.REFUSED, LEG, TIME, 1, Cause.sip(486, "")).toJson();

        for (Map.Entry<String, Object> bad : List.<Map.Entry<String, Object>> of(Map.entry("event", "exploded"),
                Map.entry("leg", "c1.p2"), Map.entry("leg", 5), Map.entry("time", "yesterday"), Map.entry("sequence", "1"),
                Map.entry("cause", "busy"), Map.entry("cause", Map.of("source", "NOBODY", "code", 1)),
                Map.entry("cause", Map.of("source", "SIP", "code", 1_000_000)),
                Map.entry("cause", Map.of("source", "SIP", "code", 4_294_967_782L)), Map.entry("leg", "x".repeat(2000)))) {
            Map<String, Object> json = new HashMap<>(good);
            json.put(bad.getKey(), bad.getValue());
            assertThatThrownBy(() -> BridgeEvent.fromJson(json)).as(bad.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> BridgeEvent.fromJson(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BridgeEvent.dtmf(LEG, "55", TIME, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersBecomeCommands() {
        assertThat(BridgeMapping.toCommand(
                new BridgeOrder(BridgeOrder.Kind.DIAL, "embedded", "c1", LEG, "4711", "Bob", "Budget", null, 1)))
                .isEqualTo(new BridgeCommand.Dial(LEG, "4711", "Bob", "Budget"));
        assertThat(BridgeMapping.toCommand(
                new BridgeOrder(BridgeOrder.Kind.HANG_UP, "embedded", "c1", LEG, null, null, null, HangUpReason.NO_ANSWER, 2)))
                .isEqualTo(new BridgeCommand.HangUp(LEG, "no-answer"));
        assertThat(
                BridgeMapping
                        .toCommand(new BridgeOrder(BridgeOrder.Kind.END, "embedded", "c1", null, null, null, null, null, 3)))
                .isEqualTo(new BridgeCommand.End("c1"));
    }

    @ParameterizedTest
    @EnumSource
    void everyEventReachesTheCore(BridgeEventKind kind) {
        BridgeEvent event = new BridgeEvent(kind, "c1", kind.wholeConference() ? null : LEG, TIME, 7, null,
                kind == BridgeEventKind.DTMF ? "5" : null, caller(kind));

        if (kind == BridgeEventKind.ARRIVED) {
            assertThat(BridgeMapping.toArrival(event)).contains(new Arrival("c1", "call-1", "tel:+4930123456", TIME));
            return;
        }
        boolean life = List.of(BridgeEventKind.TALKING, BridgeEventKind.QUIET, BridgeEventKind.DTMF).contains(kind);
        assertThat(BridgeMapping.toLegEvent(event).kind() == LegEvent.Kind.ACTIVE).isEqualTo(life);
        assertThat(BridgeMapping.toLegEvent(event).bridgeTime()).isEqualTo(TIME);
    }

    @Test
    @Feature("A147")
    void peopleWhoCallReadAsDocumented() {
        assertThat(new BridgeCommand.Admit("c1", "48291337", 4).toJson()).containsExactly(Map.entry("command", "admit"),
                Map.entry("id", "c1.admit.4"), Map.entry("conference", "c1"), Map.entry("pin", "48291337"),
                Map.entry("number", 4L));
        assertThat(new BridgeCommand.TurnAway("c1", "call-1", "locked").toJson()).containsEntry("id", "c1.turnAway.call-1");
        assertThat(BridgeEvent.arrived("c1", new BridgeEvent.Caller("call-1", "tel:+4930123456"), TIME).toJson())
                .containsEntry("event", "arrived").containsEntry("call", "call-1").containsEntry("from", "tel:+4930123456")
                .doesNotContainKeys("leg", "user");
        BridgeEvent ofUser = BridgeEvent.arrived("c1", new BridgeEvent.Caller("call-1", "sip:ann@a.example", "ann@a.example"),
                TIME);
        assertThat(ofUser.toJson()).containsEntry("user", "ann@a.example");
        assertThat(BridgeMapping.toArrival(BridgeEvent.fromJson(ofUser.toJson())))
                .contains(new Arrival("c1", "call-1", "sip:ann@a.example", "ann@a.example", TIME));
    }

    @Test
    @Feature("A147")
    void anArrivalThatIsNoneIsRefused() {
        Map<String, Object> good = BridgeEvent.arrived("c1", new BridgeEvent.Caller("call-1", ""), TIME).toJson();

        for (String call : List.of("", "../etc", "a b", "x".repeat(51))) {
            Map<String, Object> json = new HashMap<>(good);
            json.put("call", call);
            assertThatThrownBy(() -> BridgeEvent.fromJson(json)).as(call).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("from", "user")) {
            Map<String, Object> json = new HashMap<>(good);
            json.put(name, "x".repeat(600));
            assertThatThrownBy(() -> BridgeEvent.fromJson(json)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static BridgeEvent.Caller caller(BridgeEventKind kind) {
        return kind == BridgeEventKind.ARRIVED ? new BridgeEvent.Caller("call-1", "tel:+4930123456") : null;
    }

    @Test
    void printsNoNumbers() {
        assertThat(new BridgeCommand.Admit("c1", "48291337", 4).toString()).doesNotContain("4829");
        assertThat(BridgeEvent.arrived("c1", new BridgeEvent.Caller("call-1", "tel:+4930123456"), TIME).toString())
                .doesNotContain("4930");
        assertThat(new BridgeCommand.Dial(LEG, "tel:+4930123456", "Bob", "Budget").toString()).doesNotContain("4930", "Bob");
    }

    private Map<String, Object> overTheWire(Map<String, Object> json) throws Exception {
        return mapper.readValue(mapper.writeValueAsString(json), new TypeReference<>() {
        });
    }
}
