package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Threat;

/**
 * The process dies while a telephone's answer is on its way into the database: no telephone is left in a call that nobody
 * knows. What the dying bridge does not send any more is what the telephone here does not listen to.
 */
@Threat(23)
class CrashAtTheAnswerTest {

    private static final LegId LEG = new LegId("c1", "p1", 1);
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 40000 RTP/AVP 8\r\n";

    private final InMemoryKeptLegs kept = new InMemoryKeptLegs();
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();
    private final int port = Ports.free();
    private final EmbeddedBridge first = start();
    private EmbeddedBridge second;
    private DatagramSocket telephone;
    private SocketAddress caller;

    private EmbeddedBridge start() {
        EmbeddedBridge bridge = new EmbeddedBridge(EmbeddedBridgeConfig
                .of(Listener.udp("127.0.0.1", port), SipUri.parse("sip:bridge@example.org"), new byte[32],
                        MediaConfig.on("127.0.0.1").withPorts(0, 0))
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(1)), events::add, kept);
        bridge.start();
        return bridge;
    }

    @BeforeEach
    void call() throws IOException {
        kept.result = new CompletableFuture<>();
        telephone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        first.execute(new BridgeCommand.Dial(LEG, "sip:ann@127.0.0.1:" + telephone.getLocalPort(), "Ann", "Budget"));
    }

    @AfterEach
    void close() {
        first.close();
        if (second != null) {
            second.close();
        }
        telephone.close();
    }

    @Test
    void beforeItIsWrittenDownTheTelephoneIsNotAcknowledgedAndItsNextAnswerIsTaken() throws IOException {
        String invite = next("INVITE");
        kept.freeze();
        answer(invite);
        assertThatThrownBy(() -> next("ACK")).isInstanceOf(SocketTimeoutException.class);
        killAndRestart();

        answer(next("INVITE"));

        next("ACK");
        awaitTold("answered");
        second.execute(new BridgeCommand.HangUp(LEG, "removed"));
        assertThat(next("BYE")).contains("Call-ID: " + header(invite, "Call-ID"));
    }

    @Test
    void onceItIsWrittenDownTheTelephoneIsAcknowledgedThoughTheProcessDied() throws IOException {
        String invite = next("INVITE");
        answer(invite);
        await().until(() -> kept.all().get(0).call() != null);
        kept.freeze();
        killAndRestart();

        assertThat(next("ACK")).contains("Call-ID: " + header(invite, "Call-ID"), "CSeq: 1 ACK");
        awaitTold("answered");
        answer(invite); // as if that ACK had got lost
        assertThat(next("ACK")).contains("Call-ID: " + header(invite, "Call-ID"), "CSeq: 1 ACK");
        second.execute(new BridgeCommand.HangUp(LEG, "removed"));
        next("BYE");
    }

    private void killAndRestart() throws IOException {
        first.close();
        try {
            while (true) {
                receive();
            }
        } catch (SocketTimeoutException e) {
            kept.thaw();
        }
        kept.result = CompletableFuture.completedFuture(null);
        events.clear();
        second = start();
        second.takeUp();
    }

    private void answer(String invite) throws IOException {
        String answer = "SIP/2.0 200 OK\r\nVia: " + header(invite, "Via") + "\r\nFrom: " + header(invite, "From") + "\r\nTo: "
                + header(invite, "To") + ";tag=ann\r\nCall-ID: " + header(invite, "Call-ID") + "\r\nCSeq: "
                + header(invite, "CSeq") + "\r\nContact: <sip:ann@127.0.0.1:" + telephone.getLocalPort()
                + ">\r\nContent-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP;
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        telephone.send(new DatagramPacket(bytes, bytes.length, caller));
    }

    /** The next request of a method; others are passed over. */
    private String next(String method) throws IOException {
        String request;
        do {
            request = receive();
        } while (!request.startsWith(method + " "));
        return request;
    }

    /** @throws SocketTimeoutException if nothing comes for a second */
    private String receive() throws IOException {
        telephone.setSoTimeout(1000);
        DatagramPacket datagram = new DatagramPacket(new byte[8192], 8192);
        telephone.receive(datagram);
        caller = datagram.getSocketAddress();
        return new String(datagram.getData(), 0, datagram.getLength(), StandardCharsets.UTF_8);
    }

    private static String header(String message, String name) {
        return message.lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow()
                .substring(name.length() + 2);
    }

    private void awaitTold(String word) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(events).extracting(event -> event.kind().word()).contains(word));
    }
}
