package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

/** Calls to telephone numbers begin no faster than the trunk takes them. */
@Feature("A048")
class TrunkCallsTest {

    private static final Destination CARRIER = new Destination(SipTransport.UDP, "192.0.2.2", 5060);

    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final ScriptedCalls calls = new ScriptedCalls();
    private final EmbeddedBridge bridge = new EmbeddedBridge(EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                    MediaConfig.on("127.0.0.1").withPorts(0, 0))
            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .withTrunk(new Trunk(CARRIER, "carrier.example", "+4930999", "us", "pw", 1)), events::add);

    @BeforeEach
    void start() {
        bridge.start(calls);
    }

    @AfterEach
    void close() {
        calls.placed.forEach(call -> call.end(CallEnd.By.LOCAL, false, 487));
        bridge.close();
    }

    @Test
    void waitsForTheTurnOfEachCallAndLetsSipAddressesPass() {
        long begun = System.nanoTime();
        dial("p1", "tel:+49301");
        dial("p2", "tel:+49302");
        dial("p3", "sip:ann@192.0.2.7");

        assertThat(calls.placed).extracting(call -> call.path.uri().user()).containsExactly("+49301", "ann");
        await().until(() -> calls.placed.size() == 3);
        assertThat(calls.last().path.uri().user()).isEqualTo("+49302");
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos());
        // The time a telephone may ring counts from its INVITE.
        assertThat(calls.last().hangUps).isEmpty();
        await().until(() -> !calls.last().hangUps.isEmpty());
    }

    @Test
    void aCallHungUpBeforeItsTurnIsNeverPlaced() {
        dial("p1", "tel:+49301");
        dial("p2", "tel:+49302");
        dial("p2", "tel:+49302");

        bridge.execute(new BridgeCommand.HangUp(leg("p2"), "removed"));

        await().until(() -> told("p2").contains("REFUSED"));
        dial("p3", "tel:+49303");
        await().until(() -> calls.placed.size() == 2);
        assertThat(calls.last().path.uri().user()).isEqualTo("+49303");
        assertThat(told("p2")).containsExactly("PROGRESS", "PROGRESS", "REFUSED");
    }

    @Test
    void aCallWhoseTurnDidNotComeInTimeIsNotTakenForATelephoneThatIsDead() {
        dial("p1", "tel:+49301");
        dial("p2", "tel:+49302");

        bridge.execute(new BridgeCommand.HangUp(leg("p2"), "no-answer"));

        await().until(() -> told("p2").contains("REFUSED"));
        assertThat(events.get(events.size() - 1).cause())
                .isEqualTo(Cause.bridge("It was not this call's turn on the trunk in time"));
    }

    @Test
    void refusesAPaceThatMakesNoSense() {
        assertThatThrownBy(() -> new Trunk(CARRIER, "carrier.example", null, null, null, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 to 1000");
    }

    private List<String> told(String participant) {
        return events.stream().filter(event -> event.leg().equals(leg(participant))).map(event -> event.kind().name()).toList();
    }

    private void dial(String participant, String address) {
        bridge.execute(new BridgeCommand.Dial(leg(participant), address, "Ann", "Budget"));
    }

    private static LegId leg(String participant) {
        return new LegId("c1", participant, 1);
    }
}
