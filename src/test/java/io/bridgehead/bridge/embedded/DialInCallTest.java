package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.media.Tones;
import io.bridgehead.media.codec.G711;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** People who call the bridge through its trunk, with real SIP, real audio and real keys. */
@Feature("A147")
class DialInCallTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NUMBER = "+4930123456";
    private static final String PIN = "48291337";
    private static final LegId LEG = new LegId("c1", "p3", 1);

    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final List<SipPhone> phones = new ArrayList<>();
    private final EmbeddedBridge bridge = new EmbeddedBridge(
            EmbeddedBridgeConfig.of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                    MediaConfig.on("127.0.0.1").withPorts(0, 0)),
            events::add);

    @BeforeEach
    void start() {
        bridge.start();
        bridge.takeCalls(new DialInSettings("+49 30 123456", Networks.of(List.of("127.0.0.1"))));
        bridge.execute(new BridgeCommand.Admit("c1", PIN, 1));
    }

    @AfterEach
    void close() {
        bridge.close();
        phones.forEach(SipPhone::close);
    }

    @Test
    void whoEntersThePinHearsTheOthersAndIsHeard() throws Exception {
        SipPhone member = phone("member", 440).answers();
        bridge.execute(new BridgeCommand.Dial(new LegId("c1", "p1", 1), member.uri(), "", ""));
        SipPhone caller = calls("+4930987654");
        awaitPrompt(caller, 900);

        caller.audio.press(PIN);
        BridgeEvent.Caller arrived = awaitArrived();
        assertThat(arrived.from()).isEqualTo("tel:+4930987654");
        bridge.execute(new BridgeCommand.Join(LEG, arrived.call()));

        await().atMost(SOON).until(() -> told().contains("answered"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(Tones.share(caller.audio.lastSecond(), 440)).isGreaterThan(0.9);
            assertThat(Tones.share(member.audio.lastSecond(), 787)).isGreaterThan(0.9);
        });
        bridge.execute(new BridgeCommand.Steer(LEG, Steering.MUTE, 2));
        await().atMost(SOON).untilAsserted(() -> assertThat(Tones.share(member.audio.lastSecond(), 787)).isLessThan(0.01));
        bridge.execute(new BridgeCommand.Join(LEG, arrived.call()));
        bridge.execute(new BridgeCommand.HangUp(LEG, "removed"));
        assertThat(caller.ended.get(30, TimeUnit.SECONDS).by()).isEqualTo(CallEnd.By.REMOTE);
        await().atMost(SOON).until(() -> told().endsWith("answered answered left"));
        assertThat(events).extracting(BridgeEvent::kind).doesNotContain(BridgeEventKind.DTMF);
    }

    @Test
    @Threat(17)
    void threeWrongPinsAndTheCallIsHungUpThreeSuchCallsAndNoneIsAnswered() throws Exception {
        for (int i = 0; i < 3; i++) {
            SipPhone guesser = calls("+4930666");
            awaitPrompt(guesser, 900);
            guesser.audio.press("00000000");
            awaitWrong(guesser);
            guesser.audio.press("1#");
            awaitWrong(guesser);
            guesser.audio.press("2#");
            assertThat(guesser.ended.get(30, TimeUnit.SECONDS).answered()).isTrue();
        }
        assertThat(calls("+4930666").ended.get(30, TimeUnit.SECONDS).status()).isEqualTo(480);
        awaitPrompt(calls("+4930987654"), 900);
        assertThat(events).isEmpty();
    }

    @Test
    void whoEndsAWrongPinAsToldHearsThatItWasWrong() throws Exception {
        SipPhone caller = calls("+4930987654");
        awaitPrompt(caller, 900);
        caller.audio.press("00000000#");
        awaitWrong(caller);
        caller.audio.press(PIN + "#");
        awaitArrived();
    }

    @Test
    @Feature("A151")
    void whoseTelephoneTellsKeysBySipGetsInToo() throws Exception {
        SipPhone caller = calls("+4930987654");
        awaitPrompt(caller, 900);
        for (char key : PIN.toCharArray()) {
            assertThat(caller.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n")).isEqualTo(200);
        }
        bridge.execute(new BridgeCommand.Join(LEG, awaitArrived().call()));
        await().atMost(SOON).until(() -> told().contains("answered"));

        assertThat(caller.info("application/dtmf", "#")).isEqualTo(200);
        assertThat(caller.info("application/dtmf", "no key")).isEqualTo(415);
        assertThat(caller.info("text/plain", "1")).isEqualTo(415);
        await().atMost(SOON).until(() -> told().endsWith("dtmf"));
        // The first way stays: a telephone that uses both presses each key once.
        caller.audio.press("#");
        await().during(Duration.ofMillis(500)).until(() -> told().endsWith("answered dtmf"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "4930123456", "004930123456", "030123456", "30123456", "+4930123456;npdi" })
    void isCalledByItsNumberAsTheProviderWritesIt(String called) throws Exception {
        SipPhone caller = phone("+4930987654", 787);
        caller.call(called, bridge.sipPort(SipTransport.UDP));
        awaitPrompt(caller, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = { "4930123457", "456", "0", "94930123456", "anybody" })
    void isNotCalledByAnotherNumber(String called) throws Exception {
        SipPhone caller = phone("+4930987654", 787);
        caller.call(called, bridge.sipPort(SipTransport.UDP));
        assertThat(caller.ended.get(30, TimeUnit.SECONDS).status()).isEqualTo(404);
    }

    @Test
    void tellsTheProviderThatItIsThere() {
        assertThat(ping(bridge).status()).isEqualTo(200);
        assertThat(ping(bridge).header("Allow")).contains("INVITE", "BYE");
    }

    @Test
    void whoIsTurnedAwayIsToldAndHungUp() throws Exception {
        SipPhone caller = calls("anonymous");
        awaitPrompt(caller, 900);
        caller.audio.press("12*" + PIN);
        BridgeEvent.Caller arrived = awaitArrived();
        assertThat(arrived.from()).isEmpty();

        bridge.execute(new BridgeCommand.TurnAway("c1", arrived.call(), "locked"));

        awaitPrompt(caller, 500);
        assertThat(caller.ended.get(30, TimeUnit.SECONDS).answered()).isTrue();
        bridge.execute(new BridgeCommand.Join(LEG, arrived.call()));
        await().atMost(SOON).until(() -> told().endsWith("left"));
    }

    @Test
    void aCallerWhoHangsUpWhileWaitingIsGone() throws Exception {
        SipPhone caller = calls("+4930987654");
        awaitPrompt(caller, 900);
        caller.audio.press(PIN);
        BridgeEvent.Caller arrived = awaitArrived();
        caller.hangUpCall();

        await().atMost(SOON).untilAsserted(() -> {
            bridge.execute(new BridgeCommand.Join(LEG, arrived.call()));
            assertThat(told()).endsWith("left");
        });
    }

    @Test
    void thePinOfAConferenceThatHasEndedOpensNothing() throws Exception {
        bridge.execute(new BridgeCommand.End("c1"));
        SipPhone caller = calls("+4930987654");
        awaitPrompt(caller, 900);
        caller.audio.press(PIN + "#");

        awaitPrompt(caller, 300);
        assertThat(events).extracting(BridgeEvent::kind).doesNotContain(BridgeEventKind.ARRIVED);
    }

    @Test
    @Threat(17)
    void soManyOfOneSourceAreLetInAtOnceAndNobodyFromElsewhere() throws Exception {
        for (int i = 0; i < 3; i++) {
            awaitPrompt(calls("+4930987654"), 900);
        }
        assertThat(calls("+4930987654").ended.get(30, TimeUnit.SECONDS).status()).isEqualTo(486);

        EmbeddedBridge strict = new EmbeddedBridge(
                EmbeddedBridgeConfig.of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                        MediaConfig.on("127.0.0.1").withPorts(0, 0)),
                events::add);
        strict.start();
        strict.takeCalls(new DialInSettings(NUMBER, Networks.of(List.of("192.0.2.1"))));
        SipPhone stranger = phone("+4930987654", 787);
        stranger.call(NUMBER, strict.sipPort(SipTransport.UDP));
        assertThat(stranger.ended.get(30, TimeUnit.SECONDS).status()).isEqualTo(403);
        assertThat(ping(strict).status()).isEqualTo(404);
        strict.close();
    }

    /** What a provider does from time to time to see whether there is anybody to send calls to. */
    private static SipResponse ping(EmbeddedBridge bridge) {
        int port = bridge.sipPort(SipTransport.UDP);
        try (TestNode carrier = new TestNode()) {
            return carrier.ask(TestNode.request("OPTIONS", SipUri.of(null, "127.0.0.1", port)),
                    new Destination(SipTransport.UDP, "127.0.0.1", port));
        }
    }

    private SipPhone calls(String from) throws IOException {
        SipPhone phone = phone(from, 787);
        phone.call("+49 30 123456".replace(" ", ""), bridge.sipPort(SipTransport.UDP));
        return phone;
    }

    private SipPhone phone(String name, double hertz) throws IOException {
        SipPhone phone = new SipPhone(name, G711.PCMU, hertz);
        phones.add(phone);
        return phone;
    }

    /** Waits until a note of a prompt is in what was heard last. */
    private static void awaitPrompt(SipPhone phone, double hertz) {
        await(hertz + " Hz").atMost(SOON).until(() -> Tones.share(phone.audio.lastSecond(), hertz) > 0.15);
    }

    /** Waits until the prompt after a wrong PIN has been heard to its end. */
    private static void awaitWrong(SipPhone phone) {
        awaitPrompt(phone, 300);
        await().atMost(SOON).until(() -> Tones.share(phone.audio.lastSecond(), 300) < 0.02);
    }

    private BridgeEvent.Caller awaitArrived() {
        await().atMost(SOON).until(() -> events.stream().anyMatch(event -> event.kind() == BridgeEventKind.ARRIVED));
        return events.stream().filter(event -> event.kind() == BridgeEventKind.ARRIVED).findFirst().orElseThrow().caller();
    }

    /** What was told of the caller's leg. */
    private String told() {
        return String.join(" ", events.stream().filter(event -> LEG.equals(event.leg())).map(event -> event.kind().word())
                .filter(word -> !word.equals("talking") && !word.equals("quiet")).toList());
    }
}
