package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallRefusedException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.test.Threat;

/** A bridge that starts after another one was killed goes on with its calls. */
class TakeUpTest {

    private static final LegId LEG = new LegId("c1", "p1", 1);
    private static final String ADDRESS = "sip:ann@192.0.2.7:5080";
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\n";

    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final ScriptedCalls calls = new ScriptedCalls();
    private final InMemoryKeptLegs kept = new InMemoryKeptLegs();
    private final EmbeddedBridgeConfig config = EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                    MediaConfig.on("127.0.0.1").withPorts(0, 0))
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1));
    private boolean taking = true;
    private EmbeddedBridge bridge = start();

    private EmbeddedBridge start() {
        EmbeddedBridge next = new EmbeddedBridge(config, event -> {
            if (!taking) {
                throw new IllegalStateException("nobody is there");
            }
            events.add(event);
        }, kept);
        next.start(calls);
        return next;
    }

    /** A new bridge on what the first one has written; the first goes on unseen and unheard, as if it had never been closed. */
    private void killAndRestart() {
        killed.add(bridge);
        kept.freeze();
        killed.forEach(each -> calls.placed.forEach(call -> call.end(CallEnd.By.LOCAL, false, 487)));
        killed.forEach(EmbeddedBridge::close);
        kept.thaw();
        events.clear();
        calls.placed.clear();
        taking = true;
        bridge = start();
        bridge.takeUp();
    }

    private final List<EmbeddedBridge> killed = new ArrayList<>();

    @AfterEach
    void close() {
        calls.placed.forEach(call -> call.end(CallEnd.By.LOCAL, false, 487));
        bridge.close();
    }

    private void dial() {
        bridge.execute(new BridgeCommand.Dial(LEG, ADDRESS, "Ann", "Budget"));
    }

    @Test
    @Threat(23)
    void anAnsweredCallGoesOnWithItsPortAndWhatWasOrdered() {
        dial();
        calls.last().answer(SDP);
        bridge.execute(new BridgeCommand.Steer(LEG, Steering.MUTE, 7));
        KeptLeg before = kept.all().get(0);

        killAndRestart();

        assertThat(calls.resumed).hasSize(1);
        assertThat(kept.all().get(0).call()).isEqualTo(before.call());
        assertThat(before.call().muted()).isTrue();
        assertThat(before.call().audio().payloadType()).isEqualTo(8);
        assertThat(list()).containsExactly("c1.p1.1 ANSWERED");
        awaitTold("answered");
        calls.last().bye(null);
        awaitTold("answered", "left");
        await().until(() -> kept.all().isEmpty());
    }

    @Test
    void aTelephoneThatIsToSendElsewhereIsToldSo() throws Exception {
        dial();
        calls.last().answer(SDP);
        int port = kept.all().get(0).call().port();
        kept.freeze();
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        bridge.close();
        kept.thaw();
        try (DatagramSocket other = new DatagramSocket(port, InetAddress.getByName("127.0.0.1"))) {
            bridge = start();
            bridge.takeUp();
            await().until(() -> !calls.last().offers.isEmpty());
            assertThat(calls.last().offers.get(0)).doesNotContain("m=audio " + other.getLocalPort() + " ");
        }
    }

    @Test
    void aTelephoneThatHasHungUpMeanwhileIsFoundOut() {
        dial();
        calls.last().answer(SDP);

        killAndRestart();
        await().until(() -> !calls.last().offers.isEmpty());
        calls.last().reinviteAnswer.completeExceptionally(new CallRefusedException(481, "Call/Transaction Does Not Exist"));
        calls.last().end(CallEnd.By.REMOTE, true, 481);

        awaitTold("answered", "left");
    }

    @Test
    void aTelephoneThatRangGetsTheSameInviteAgain() {
        dial();
        calls.last().provisional(180);
        ScriptedCalls.Scripted before = calls.last();

        killAndRestart();

        assertThat(calls.placed).hasSize(1);
        assertThat(calls.last().identity).isEqualTo(before.identity);
        assertThat(calls.last().callerName).isEqualTo("Budget");
        calls.last().answer(SDP);
        awaitTold("progress", "answered");
    }

    @Test
    void aTelephoneThatRangTooLongAgoIsLeftAlone() {
        kept.note(KeptLeg.dialled(LEG, ADDRESS, "Budget", Instant.now().minusSeconds(600)));

        bridge.takeUp();

        assertThat(calls.placed).isEmpty();
        awaitTold("refused");
        assertThat(events.get(0).cause().text()).contains("restart of the bridge");
    }

    @Test
    void whatWasToBeHungUpIsHungUp() {
        dial();
        calls.last().answer(SDP);
        awaitTold("progress", "answered");
        bridge.execute(new BridgeCommand.HangUp(LEG, "removed"));

        killAndRestart();

        assertThat(calls.last().hangUps).hasSize(1);
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        awaitTold("answered", "left");
    }

    @Test
    @Threat(23)
    void anEndThatNobodyTookIsToldAfterwardsAndNobodyIsCalledAgain() {
        dial();
        awaitTold("progress");
        taking = false;
        calls.last().refuse(486, "Busy Here");

        killAndRestart();

        assertThat(calls.placed).isEmpty();
        awaitTold("refused");
        assertThat(events.get(0).cause().code()).isEqualTo(486);
        await().until(() -> kept.all().isEmpty());
    }

    @Test
    void anAnswerIsToldOnlyWhenItIsWrittenDown() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        kept.result = written;
        dial();
        calls.last().answer(SDP);
        calls.last().bye(null);
        awaitTold("progress");
        assertThat(bridge.liveLegs()).isZero();

        written.complete(null);

        awaitTold("progress", "answered", "left");
    }

    private List<String> list() {
        BridgeLegs legs = bridge.execute(new BridgeCommand.ListLegs("c1"));
        return legs.legs().stream().map(leg -> leg.leg() + " " + leg.state()).toList();
    }

    private void awaitTold(String... words) {
        await().untilAsserted(
                () -> assertThat(events).extracting(event -> event.kind().word()).containsExactly(words));
    }
}
