package io.bridgehead.sip.transaction;

import static io.bridgehead.sip.transaction.TestStacks.request;
import static io.bridgehead.sip.transaction.TestStacks.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.message.TestMessages;
import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transaction.TestStacks.Responses;
import io.bridgehead.sip.transport.AddressLimits;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TransportLimits;

class HostileInputTest {
    private static final String VIA = "Via: SIP/2.0/TCP 192.0.2.9;branch=z9hG4bKx\r\n";

    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();
    private SipStack server;

    @BeforeEach
    void start() {
        server = stacks.start(stacks.builder().handler(requests)
                .transportLimits(TransportLimits.DEFAULT.withConnections(30, AddressLimits.DEFAULT.withMaxConnections(20))
                        .withTimeouts(Duration.ofMillis(700), Duration.ofMillis(500), Duration.ofSeconds(30),
                                Duration.ofSeconds(2))));
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    private RawPeer peer(SipTransport transport) throws Exception {
        return new RawPeer(server.boundPort(transport));
    }

    private void goodClientIsServed() throws Exception {
        Responses responses = new Responses();
        stacks.start(stacks.builder()).sendRequest(request("MESSAGE"), to(server, SipTransport.TCP), responses);
        requests.next().respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
    }

    private String datagram(String text) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"),
                    server.boundPort(SipTransport.UDP)));
            socket.setSoTimeout(300);
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static String message(String via) {
        return TestMessages.MESSAGE.replace("Via: SIP/2.0/UDP 192.0.2.1:5060", "Via: SIP/2.0/UDP " + via);
    }

    @Test
    void givesNoAnswerToGarbageOverUdp() throws Exception {
        for (String garbage : new String[] { "x", "\0\0\0\0", "\r\n", "GET / HTTP/1.1\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n",
                "INVITE sip:a@b SIP/2.0", "OPTIONS sip:a@b SIP/2.0\r\n\r\n", "A".repeat(5_000) }) {
            assertThat(datagram(garbage)).as("to %d bytes", garbage.length()).isEmpty();
        }
        assertThat(server.statistics().malformedDropped()).isGreaterThanOrEqualTo(6);
        assertThat(datagram("\r\n\r\n")).isEqualTo("\r\n");
    }

    @Test
    void answersInvalidRequestsOverUdpOnlyIfTheAnswerIsNotLonger() throws Exception {
        String wrong = message("127.0.0.1;rport").replace("CSeq: 1826 MESSAGE", "CSeq: 1826 INVITE");
        String answer = datagram(wrong);
        assertThat(answer).startsWith("SIP/2.0 400 ").hasSizeLessThan(wrong.length());
        String small = "MESSAGE sip:a@b SIP/2.0\r\nv:SIP/2.0/UDP h;rport;branch=z9hG4bK1\r\nf:sip:a@b;tag=1\r\nt:sip:a@b\r\ni:1\r\n\r\n";
        assertThat(datagram(small)).isEmpty();
        assertThat(requests.received).isEmpty();
    }

    @Test
    void answersToWhereTheRequestCameFromWhateverViaSays() throws Exception {
        String text = message("192.0.2.77:4;maddr=192.0.2.78;received=192.0.2.79;rport=1");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            byte[] bytes = TestMessages.bytes(text.replace(";rport;", ";"));
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"),
                    server.boundPort(SipTransport.UDP)));
            requests.next().respond(200);
            socket.setSoTimeout(30_000);
            DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1))
                    .contains("received=127.0.0.1", "rport=" + socket.getLocalPort());
        }
    }

    @Test
    void answersAndClosesWhenAStreamCannotBeFramed() throws Exception {
        try (RawPeer none = peer(SipTransport.TCP);
                RawPeer huge = peer(SipTransport.TCP);
                RawPeer http = peer(SipTransport.TCP)) {
            none.send("OPTIONS sip:a@b SIP/2.0\r\n" + VIA + "\r\n");
            assertThat(none.readAll()).startsWith("SIP/2.0 400 Missing Content-Length");
            huge.send("OPTIONS sip:a@b SIP/2.0\r\n" + VIA + "l: 70000\r\n\r\n");
            assertThat(huge.readAll()).startsWith("SIP/2.0 413 ");
            http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.readAll()).isEmpty();
        }
        goodClientIsServed();
    }

    @Test
    void closesConnectionsWithoutARequestInTime() throws Exception {
        try (RawPeer silent = peer(SipTransport.TCP);
                RawPeer pinging = peer(SipTransport.TCP).send("\r\n\r\n");
                RawPeer halfUpgrade = peer(SipTransport.WS).send("GET /sip HTTP/1.1\r\nHost:");
                RawPeer idleSocket = peer(SipTransport.WS).send(RawPeer.upgrade("/sip", "Sec-WebSocket-Protocol: sip"))) {
            assertThat(silent.readAll()).isEmpty();
            assertThat(pinging.readAll()).isEqualTo("\r\n");
            assertThat(halfUpgrade.readAll()).isEmpty();
            assertThat(idleSocket.readAll()).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void closesConnectionsThatBeginAMessageAndDoNotEndIt() throws Exception {
        try (RawPeer tcp = peer(SipTransport.TCP); RawPeer ws = peer(SipTransport.WS)) {
            String options = "OPTIONS sip:a@b SIP/2.0\r\n" + VIA
                    + "From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
            tcp.send(options);
            requests.next().respond(200);
            tcp.readTo("\r\n\r\n");
            tcp.send("OPTIONS sip:a@b");
            assertThat(tcp.readAll()).isEmpty();
            ws.send(RawPeer.upgrade("/sip", "Sec-WebSocket-Protocol: sip")).readTo("\r\n\r\n");
            ws.frame(0x81, TestMessages.bytes(options.replace("z9hG4bKx", "z9hG4bKy").replace("Call-ID: 1", "Call-ID: 2")));
            requests.next().respond(200);
            ws.readTo("\r\n\r\n");
            ws.frame(0x01, TestMessages.bytes("OPTIONS"));
            assertThat(ws.readAll()).isEmpty();
        }
    }

    @Test
    void keepsServingWhileOneAddressUsesUpItsConnections() throws Exception {
        List<RawPeer> slow = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            slow.add(peer(SipTransport.TCP));
        }
        await().until(() -> server.statistics().refusedByLimit() >= 5);
        assertThat(server.statistics().connections()).isLessThanOrEqualTo(20);
        await().until(() -> server.statistics().connections() == 0); // none sent a request
        goodClientIsServed();
        for (RawPeer peer : slow) {
            peer.close();
        }
    }

    @Test
    void survivesRandomBytesOnEveryTransport() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 15; i++) {
            byte[] noise = new byte[1 + random.nextInt(3_000)];
            random.nextBytes(noise);
            datagramWithoutAnswer(noise);
            try (RawPeer tcp = peer(SipTransport.TCP).send(noise); RawPeer ws = peer(SipTransport.WS).send(noise)) {
                assertThat(tcp).isNotSameAs(ws);
            }
        }
        await().until(() -> server.statistics().connections() == 0);
        goodClientIsServed();
    }

    private void datagramWithoutAnswer(byte[] bytes) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"),
                    server.boundPort(SipTransport.UDP)));
        }
    }
}
