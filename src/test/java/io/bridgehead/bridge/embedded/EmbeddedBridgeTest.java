package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dialog.CallRefusedException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;

/** The bridge with real audio ports and a telephone played by the test. */
@Feature("A048")
class EmbeddedBridgeTest {

    private static final LegId LEG = new LegId("c1", "p1", 1);
    private static final String ADDRESS = "sip:ann@192.0.2.7:5080";
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final ScriptedCalls calls = new ScriptedCalls();
    private final EmbeddedBridgeConfig config = EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"),
                    new byte[32], MediaConfig.on("127.0.0.1").withPorts(0, 0).withDeadAfter(Duration.ofMillis(400)))
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1));
    private EmbeddedBridge bridge = new EmbeddedBridge(config, events::add);

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
    @Feature({ "A017", "A018", "A019", "A054", "A056", "A057" })
    void tellsProgressRingingAnsweredAndLeftInThisOrderWithRisingNumbers() {
        dial();
        calls.last().provisional(180);
        calls.last().answer(SDP);
        calls.last().bye(null);

        assertTold("progress", "ringing", "answered", "left Q850 16");
        assertThat(events).extracting(BridgeEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(events).extracting(BridgeEvent::leg).containsOnly(LEG);
    }

    @Test
    void showsTheSubjectAsCallerAndOffersBothLawsAndKeys() {
        dial();
        assertThat(calls.last().callerName).isEqualTo("Budget");
        assertThat(calls.last().offer).contains("RTP/AVP 0 8 101", "PCMU/8000", "PCMA/8000", "telephone-event/8000",
                "a=sendrecv");
    }

    @Test
    void earlyMediaIsNoAnswerAndRingingIsToldOnceAndNeverTakenBack() {
        dial();
        calls.last().provisional(183);
        calls.last().provisional(180);
        calls.last().provisional(183);
        calls.last().provisional(180);
        calls.last().refuse(480, "Temporarily Unavailable");
        assertTold("progress", "ringing", "refused SIP 480");
    }

    @ParameterizedTest
    @Feature("A055")
    @CsvSource({ "486, Busy Here", "603, Decline", "404, Not Found", "503, Service Unavailable",
            "480, Temporarily Unavailable" })
    void tellsEachRefusalWithItsStatusAndReason(int status, String reason) {
        dial();
        calls.last().refuse(status, reason);
        assertTold("progress", "refused SIP " + status);
        assertThat(events.get(1).cause()).isEqualTo(Cause.sip(status, reason));
    }

    @Test
    void doesNotFollowARedirect() {
        dial();
        calls.last().refuse(302, "Moved Temporarily");
        assertTold("progress", "refused SIP 302");
        assertThat(events.get(1).cause().text()).contains("redirect");
        assertThat(calls.placed).hasSize(1);
    }

    @Test
    void tellsATelephoneThatIsNotThereFromOneThatIsNotPickedUp() {
        dial();
        calls.last().end(CallEnd.By.NETWORK, false, 408);
        assertTold("progress", "refused Q850 27");
    }

    @Test
    void stopsTheRingingAfterTheRingTimeoutAndSaysSo() {
        dial();
        calls.last().provisional(180);
        await().until(() -> !calls.last().hangUps.isEmpty());
        assertThat(calls.last().hangUps.get(0)).startsWith("Q.850;cause=19");
        calls.last().end(CallEnd.By.LOCAL, false, 487);
        assertTold("progress", "ringing", "refused TIMER 0");
    }

    @Test
    void tellsATelephoneThatGaveNoSignOfLifeFromOneThatRangTooLong() {
        dial();
        await().until(() -> !calls.last().hangUps.isEmpty());
        assertTold("progress", "refused Q850 27");
    }

    @Test
    @Feature("A110")
    void hangsUpInEveryStateAndTellsTheEndWhenTheTelephoneHasConfirmedIt() {
        dial();
        hangUp("removed");
        assertThat(calls.last().hangUps).hasSize(1);
        hangUp("removed");
        assertThat(calls.last().hangUps).as("repeated").hasSize(1);
        assertTold("progress");
        calls.last().end(CallEnd.By.LOCAL, false, 487);
        assertTold("progress", "refused BRIDGE 0 removed");
    }

    @Test
    void anAnswerThatCrossesTheHangUpIsNeverTold() {
        dial();
        calls.last().provisional(180);
        hangUp("removed");
        calls.last().answer(SDP);
        calls.last().end(CallEnd.By.LOCAL, true, 487);
        assertTold("progress", "ringing", "refused BRIDGE 0 removed");
    }

    @Test
    void aRefusalThatCrossesTheHangUpIsToldAsTheTelephoneSaidIt() {
        dial();
        hangUp("removed");
        calls.last().refuse(486, "Busy Here");
        assertTold("progress", "refused SIP 486");
    }

    @Test
    void countsALegAsOverWhenTheTelephoneDoesNotConfirmTheHangUp() {
        dial();
        calls.last().answer(SDP);
        hangUp("removed");
        assertTold("progress", "answered", "left BRIDGE 0 removed");
        calls.last().bye(null);
        assertTold("progress", "answered", "left BRIDGE 0 removed");
        assertThat(bridge.liveLegs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense",
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 40000 RTP/AVP 18\r\n" })
    void hangsUpATelephoneWhoseAudioCannotBeUsed(String sdp) {
        dial();
        calls.last().answer(sdp);
        assertThat(calls.last().hangUps).containsExactly("SIP;cause=488;text=\"Not Acceptable Here\"");
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        assertTold("progress", "refused SIP 488");
    }

    @Test
    @Feature("A033")
    void aRepeatedDialCallsNobodyAndTellsTheStateAgain() {
        dial();
        dial();
        calls.last().provisional(180);
        dial();
        calls.last().answer(SDP);
        dial();
        calls.last().bye("Q.850;cause=31");
        dial();
        hangUp("removed");
        assertTold("progress", "progress", "ringing", "ringing", "answered", "answered", "left Q850 31", "left Q850 31",
                "left Q850 31");
        assertThat(calls.placed).hasSize(1);
    }

    @Test
    void theSameLegIsCalledWithTheSameIdentifiersAfterARestart() {
        dial();
        LegIdentity before = calls.last().identity;
        bridge.close();
        bridge = new EmbeddedBridge(config, events::add);
        bridge.start(calls);
        dial();
        assertThat(calls.placed).hasSize(2);
        assertThat(calls.last().identity).isEqualTo(before);
        assertThat(LegIdentity.of(new LegId("c1", "p1", 2), new byte[32]).callId()).isNotEqualTo(before.callId());
        assertThat(LegIdentity.of(LEG, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }).callId())
                .isNotEqualTo(before.callId());
        assertThat(events).filteredOn(event -> event.leg() != null).extracting(BridgeEvent::sequence).isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsHoldAndResumeAndAnswersThem() {
        dial();
        calls.last().answer(SDP);
        assertThat(calls.last().listener.onReinvite(calls.last(), SDP + "a=sendonly\r\n")).contains("a=recvonly");
        assertThat(calls.last().listener.onReinvite(calls.last(), SDP + "a=inactive\r\n")).contains("a=inactive");
        assertThat(calls.last().listener.onReinvite(calls.last(), SDP)).contains("a=sendrecv");
        assertThat(calls.last().listener.onReinvite(calls.last(), "v=0")).isNull();
        assertThat(calls.last().listener.onReinvite(calls.last(), null)).contains("a=sendrecv");
        assertTold("progress", "answered", "held", "resumed");
    }

    @Test
    void steersAnUnknownCallAsOneThatIsOverAndALiveOneWithoutAWord() {
        bridge.execute(new BridgeCommand.Steer(LEG, Steering.MUTE, 1));
        assertTold("left BRIDGE 0");
        events.clear();

        LegId second = new LegId("c1", "p2", 1);
        bridge.execute(new BridgeCommand.Dial(second, ADDRESS, "Ann", "Budget"));
        bridge.execute(new BridgeCommand.Steer(second, Steering.HOLD, 2));
        calls.last().answer(SDP.replace("RTP/AVP 0\r\n", "RTP/AVP 0\r\na=sendonly\r\n"));
        bridge.execute(new BridgeCommand.Steer(second, Steering.MUTE, 3));
        assertTold("progress", "answered", "held");
        bridge.execute(new BridgeCommand.Steer(second, Steering.RESUME, 4));
        assertTold("progress", "answered", "held", "held");
    }

    @Test
    void asksATelephoneThatHasBecomeSilentAndKeepsItIfItReplies() {
        dial();
        calls.last().answer(SDP);
        await().until(() -> calls.last().offers.size() == 1);
        calls.last().reinviteAnswer.complete(SDP);
        await().until(() -> calls.last().offers.size() > 1);
        assertTold("progress", "answered");
    }

    @Test
    @Feature("A135")
    void hangsUpATelephoneThatIsSilentAndDoesNotReply() {
        dial();
        calls.last().answer(SDP);
        await().until(() -> calls.last().offers.size() == 1);
        calls.last().reinviteAnswer.completeExceptionally(new CallRefusedException(481, "Call/Transaction Does Not Exist"));
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        assertTold("progress", "answered", "left BRIDGE 0 The telephone is silent and does not respond");
    }

    @Test
    @Feature("A135")
    void hangsUpATelephoneThatStaysSilentAndCannotBeReached() {
        dial();
        calls.last().answer(SDP);
        calls.last().reinviteAnswer.completeExceptionally(new CallRefusedException(430, "Flow Failed"));
        await().until(() -> !calls.last().hangUps.isEmpty());
        assertThat(calls.last().offers).as("it may come back").hasSizeGreaterThan(1);
        calls.last().end(CallEnd.By.LOCAL, true, 200);
        assertTold("progress", "answered", "left BRIDGE 0 The telephone is silent and does not respond");
    }

    @Test
    void refusesATelephoneThatChangesItsSessionWithoutEnd() {
        dial();
        calls.last().answer(SDP);
        for (int i = 0; i < 10; i++) {
            assertThat(calls.last().listener.onReinvite(calls.last(), SDP + "a=sendonly\r\n")).isNotNull();
            assertThat(calls.last().listener.onReinvite(calls.last(), SDP)).isNotNull();
        }
        assertThat(calls.last().listener.onReinvite(calls.last(), SDP + "a=sendonly\r\n")).isNull();
    }

    @Test
    @Feature({ "A129", "A137" })
    void endingAConferenceHangsUpAllItsLegsAndRefusesNewOnes() {
        dial();
        LegId second = new LegId("c1", "p2", 1);
        bridge.execute(new BridgeCommand.Dial(second, ADDRESS, "", ""));
        LegId other = new LegId("c2", "p1", 1);
        bridge.execute(new BridgeCommand.Dial(other, ADDRESS, "", ""));
        bridge.execute(new BridgeCommand.End("c1"));
        bridge.execute(new BridgeCommand.End("c1"));
        assertThat(calls.placed).extracting(call -> call.hangUps.size()).containsExactly(1, 1, 0);
        calls.placed.get(0).end(CallEnd.By.LOCAL, false, 487);
        calls.placed.get(1).end(CallEnd.By.LOCAL, false, 487);
        bridge.execute(new BridgeCommand.Dial(new LegId("c1", "p3", 1), ADDRESS, "", ""));
        assertTold("progress", "progress", "progress", "refused BRIDGE 0 conference-ended", "refused BRIDGE 0 conference-ended",
                "refused BRIDGE 0 The conference is over");
        assertThat(calls.placed).hasSize(3);
        assertThat(bridge.liveLegs()).isEqualTo(1);
    }

    @Test
    void aCallThatIsNotKnownIsOver() {
        hangUp("removed");
        assertTold("left BRIDGE 0 The bridge does not know this call");
    }

    @ParameterizedTest
    @CsvSource({ "tel:+4930123456, no trunk", "0301234, no trunk", "sips:ann@x.example;transport=udp, secure",
            "sip:ann@x.example;transport=carrier-pigeon, transport", "sip:x.example, nobody", "sip:, malformed" })
    void refusesAnAddressThatCannotBeCalledAndSaysWhyWithoutNamingIt(String address, String why) {
        bridge.execute(new BridgeCommand.Dial(LEG, address, "", ""));
        await().until(() -> events.size() == 1);
        assertThat(events.get(0).kind().word()).isEqualTo("refused");
        assertThat(events.get(0).cause().text()).contains(why).doesNotContain("ann@", "30123");
        assertThat(calls.placed).isEmpty();
    }

    @Test
    void offersAnEventAgainUntilTheSinkHasKeptIt() {
        AtomicInteger failures = new AtomicInteger(3);
        List<String> kept = new CopyOnWriteArrayList<>();
        try (EmbeddedBridge other = new EmbeddedBridge(config, event -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("database is locked");
            }
            kept.add(event.kind().word());
        })) {
            other.start(calls);
            other.execute(new BridgeCommand.Dial(LEG, ADDRESS, "", ""));
            calls.last().provisional(180);
            calls.last().refuse(486, "Busy Here");
            await()
                    .untilAsserted(() -> assertThat(kept).containsExactly("progress", "ringing", "refused"));
        }
    }

    @Test
    void isUnavailableWhenItIsNotStartedOrClosed() {
        EmbeddedBridge never = new EmbeddedBridge(config, events::add);
        assertThat(never.isAvailable()).isFalse();
        assertThatThrownBy(() -> never.execute(new BridgeCommand.End("c1"))).isInstanceOf(BridgeUnavailableException.class);
        never.close();
        bridge.close();
        assertThatThrownBy(this::dial).isInstanceOf(BridgeUnavailableException.class);
    }

    @Test
    void refusesOneCallWhenItsPortsAreUsedUpAndDialsWhenOneIsFreeAgain() throws Exception {
        int base = Ports.free(2);
        EmbeddedBridgeConfig small = EmbeddedBridgeConfig.of(Listener.udp("127.0.0.1", 0), config.identity(), new byte[32],
                MediaConfig.on("127.0.0.1").withPorts(base, base + 1));
        try (EmbeddedBridge other = new EmbeddedBridge(small, events::add)) {
            other.start(calls);
            LegId second = new LegId("c1", "p2", 1);
            other.execute(new BridgeCommand.Dial(LEG, ADDRESS, "", ""));
            assertThat(other.isAvailable()).isFalse();
            other.execute(new BridgeCommand.Dial(second, ADDRESS, "", ""));
            assertTold("progress", "refused BRIDGE 0 The bridge has no port left for the audio of another call");
            assertThat(events.get(1).leg()).isEqualTo(second);
            calls.last().refuse(486, "Busy Here");
            other.execute(new BridgeCommand.Dial(new LegId("c1", "p2", 2), ADDRESS, "", ""));
            assertThat(calls.placed).hasSize(2);
            calls.last().refuse(486, "Busy Here");
        }
    }

    private void dial() {
        bridge.execute(new BridgeCommand.Dial(LEG, ADDRESS, "Ann", "Budget"));
    }

    private void hangUp(String reason) {
        bridge.execute(new BridgeCommand.HangUp(LEG, reason));
    }

    private void assertTold(String... expected) {
        await()
                .untilAsserted(() -> assertThat(events).hasSizeGreaterThanOrEqualTo(expected.length));
        assertThat(events.stream().map(EmbeddedBridgeTest::word)).satisfies(words -> {
            assertThat(words).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(words.get(i)).startsWith(expected[i]);
            }
        });
    }

    private static String word(BridgeEvent event) {
        Cause cause = event.cause();
        return event.kind().word() + (cause == null ? "" : " " + cause.source() + " " + cause.code() + " " + cause.text());
    }
}
