package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.media.Tones;
import io.bridgehead.media.codec.G711;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.sip.dialog.CallEnd;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.ListenException;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.test.Feature;

/** The whole bridge against telephones that speak real SIP and RTP over loopback. */
@Feature({ "A048", "A050" })
class EmbeddedBridgeCallTest {

    private static final double[] TONES = { 440, 787, 1283 };
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final List<SipPhone> phones = new ArrayList<>();
    private final EmbeddedBridge bridge = bridge(0);

    @AfterEach
    void close() {
        bridge.close();
        phones.forEach(SipPhone::close);
    }

    @Test
    @Feature({ "A033", "A094", "A098", "A104", "A105", "A114", "A129", "A177" })
    void threeTelephonesHearEachOtherUntilOneLeavesAndTheConferenceEnds() throws Exception {
        for (int i = 0; i < 3; i++) {
            phone(i == 1 ? G711.PCMA : G711.PCMU).answers();
            dial(i);
        }
        await().atMost(SOON).untilAsserted(() -> {
            assertHears(0, false, true, true);
            assertHears(1, true, false, true);
            assertHears(2, true, true, false);
        });
        assertTold(0, "progress", "ringing", "answered");
        phones.get(2).hangUp();
        await().atMost(SOON).untilAsserted(() -> assertHears(0, false, true, false));
        assertTold(2, "progress", "ringing", "answered", "left");
        bridge.execute(new BridgeCommand.End("c1"));
        assertThat(phones.get(0).ended.get(30, TimeUnit.SECONDS).answered()).isTrue();
        assertThat(phones.get(1).ended.get(30, TimeUnit.SECONDS).by()).isEqualTo(CallEnd.By.REMOTE);
        assertTold(0, "progress", "ringing", "answered", "left");
        assertThat(bridge.liveLegs()).isZero();
    }

    @Test
    void closingTheBridgeHangsEveryTelephoneUpAndTellsIt() throws Exception {
        phone(G711.PCMU).answers();
        phone(G711.PCMU);
        dial(0);
        dial(1);
        await().atMost(SOON).until(() -> words(0).contains("answered") && words(1).contains("ringing"));
        bridge.close();
        assertThat(phones.get(0).ended.get(30, TimeUnit.SECONDS).by()).isEqualTo(CallEnd.By.REMOTE);
        assertThat(phones.get(1).ended.get(30, TimeUnit.SECONDS).answered()).isFalse();
        assertThat(words(0)).last().isEqualTo("left");
        assertThat(words(1)).last().isEqualTo("refused");
        assertThat(events.stream().filter(event -> event.leg() == null)).singleElement()
                .returns(BridgeEventKind.CONFERENCE_ENDED, BridgeEvent::kind)
                .returns("The bridge was stopped", event -> event.cause().text());
    }

    @Test
    @Feature({ "A110", "A016" })
    void aHangUpWhileItRingsStopsTheRinging() throws Exception {
        phone(G711.PCMU);
        dial(0);
        assertTold(0, "progress", "ringing");
        bridge.execute(new BridgeCommand.HangUp(leg(0), "removed"));
        assertThat(phones.get(0).ended.get(30, TimeUnit.SECONDS).answered()).isFalse();
        assertTold(0, "progress", "ringing", "refused");
    }

    @Test
    void aHangUpThatMeetsTheAnswerOnItsWayEndsTheCallToo() throws Exception {
        phone(G711.PCMU);
        dial(0);
        phones.get(0).ringing.get(30, TimeUnit.SECONDS);
        phones.get(0).answers();
        bridge.execute(new BridgeCommand.HangUp(leg(0), "removed"));
        phones.get(0).ended.get(30, TimeUnit.SECONDS);
        await().atMost(SOON).until(() -> bridge.liveLegs() == 0);
        assertThat(words(0)).last().isIn("refused", "left");
    }

    @Test
    @Feature("A055")
    void aBusyTelephoneIsToldAsSuch() throws Exception {
        phone(G711.PCMU).refuses(486, "Busy Here");
        dial(0);
        await().atMost(SOON).until(() -> words(0).contains("refused"));
        assertThat(events.get(events.size() - 1).cause().code()).isEqualTo(486);
    }

    @Test
    void aTelephoneOnHoldIsToldAndComesBack() throws Exception {
        for (int i = 0; i < 2; i++) {
            phone(G711.PCMU).answers();
            dial(i);
        }
        await().atMost(SOON).untilAsserted(() -> assertHears(1, true, false, false));
        phones.get(0).offer(Direction.SENDONLY);
        await().atMost(SOON).until(() -> words(0).contains("held"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Tones.share(phones.get(1).audio.lastSecond(), TONES[0])).isLessThan(0.01));
        phones.get(0).offer(Direction.SENDRECV);
        await().atMost(SOON).until(() -> words(0).contains("resumed"));
        await().atMost(SOON).untilAsserted(() -> assertHears(1, true, false, false));
    }

    @Test
    @Feature("A151")
    void keysAndTalkingAreTold() throws Exception {
        phone(G711.PCMU).answers();
        dial(0);
        await().atMost(SOON).until(() -> words(0).contains("talking"));
        phones.get(0).audio.press("5#");
        await().atMost(SOON).until(() -> words(0).stream().filter("dtmf"::equals).count() == 2);
        assertThat(events.stream().filter(event -> event.digit() != null).map(BridgeEvent::digit)).containsExactly("5", "#");
    }

    @Test
    void aTelephoneThatIsNotThereIsTold() {
        bridge.execute(new BridgeCommand.Dial(leg(0), "sip:nobody@127.0.0.1:" + unusedPort(), "", ""));
        assertTold(0, "progress");
        bridge.execute(new BridgeCommand.HangUp(leg(0), "no-answer"));
        assertTold(0, "progress", "refused");
    }

    @Test
    void isUnavailableWhileItsSipPortIsTakenAndStartsWhenItIsFree() throws IOException {
        EmbeddedBridge waiting;
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            waiting = new EmbeddedBridge(config(other.getLocalPort()), events::add);
            assertThatThrownBy(waiting::start).isInstanceOf(ListenException.class)
                    .hasMessageContaining("" + other.getLocalPort());
            assertThat(waiting.isAvailable()).isFalse();
            assertThatThrownBy(() -> waiting.execute(new BridgeCommand.End("c1")))
                    .isInstanceOf(BridgeUnavailableException.class);
        }
        waiting.start();
        assertThat(waiting.isAvailable()).isTrue();
        waiting.close();
    }

    @Test
    void theInviteOfARepeatedDialIsTheSameToTheLastByteAfterARestart() throws IOException {
        int port = unusedPort();
        try (DatagramSocket telephone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            telephone.setSoTimeout(30_000);
            BridgeCommand dial = new BridgeCommand.Dial(leg(0), "sip:ann@127.0.0.1:" + telephone.getLocalPort(), "Ann",
                    "Budget");
            EmbeddedBridge first = bridge(port);
            first.execute(dial);
            String before = receive(telephone);
            first.close();
            drain(telephone);
            EmbeddedBridge second = bridge(port);
            second.execute(dial);
            String after = receive(telephone);
            second.close();
            assertThat(after).isEqualTo(before).startsWith("INVITE sip:ann@127.0.0.1").contains("From: \"Budget\"",
                    "Bridgehead-Leg: c1.p1.1", "Session-ID: ");
        }
    }

    private EmbeddedBridge bridge(int port) {
        EmbeddedBridge made = new EmbeddedBridge(config(port), events::add);
        made.start();
        return made;
    }

    private static EmbeddedBridgeConfig config(int port) {
        MediaConfig media = port == 0 ? MediaConfig.on("127.0.0.1").withPorts(0, 0) : MediaConfig.on("127.0.0.1");
        return EmbeddedBridgeConfig
                .of(Listener.udp("127.0.0.1", port), SipUri.parse("sip:bridge@example.org"), new byte[32], media)
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    private SipPhone phone(G711 law) throws IOException {
        SipPhone phone = new SipPhone("phone" + phones.size(), law, TONES[phones.size()]);
        phones.add(phone);
        return phone;
    }

    private void dial(int index) {
        bridge.execute(new BridgeCommand.Dial(leg(index), phones.get(index).uri(), "", "Budget"));
    }

    private static LegId leg(int index) {
        return new LegId("c1", "p" + (index + 1), 1);
    }

    private List<String> words(int index) {
        return events.stream().filter(event -> leg(index).equals(event.leg())).map(event -> event.kind().word()).toList();
    }

    private void assertTold(int index, String... expected) {
        await().atMost(SOON).untilAsserted(
                () -> assertThat(words(index).stream().filter(word -> !word.equals("talking") && !word.equals("quiet")))
                        .containsExactly(expected));
    }

    private void assertHears(int listener, boolean... expected) {
        short[] heard = phones.get(listener).audio.lastSecond();
        assertThat(heard).isNotEmpty();
        for (int i = 0; i < expected.length; i++) {
            double share = Tones.share(heard, TONES[i]);
            assertThat(share > 0.1).as("telephone %d hears tone %d with %.3f", listener, i, share).isEqualTo(expected[i]);
            assertThat(expected[i] || share < 0.01).as("telephone %d hears %.3f of tone %d", listener, share, i).isTrue();
        }
    }

    /** Throws retransmissions away. */
    private static void drain(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(100);
        try {
            while (true) {
                receive(socket);
            }
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(30_000);
        }
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
        socket.receive(datagram);
        return new String(datagram.getData(), 0, datagram.getLength(), StandardCharsets.UTF_8);
    }

    private static int unusedPort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
