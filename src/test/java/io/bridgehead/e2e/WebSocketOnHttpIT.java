package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.RawWebSocket;
import io.bridgehead.test.Threat;

/** SIP over WebSocket shares the port of the web services, and has one of its own if told to: both behave alike. */
class WebSocketOnHttpIT {

    private static final String SIP = "Sec-WebSocket-Protocol: sip";
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int OWN_PORT = Ports.free();

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.sip.transports", "udp,tcp,ws")
            .set("bridgehead.sip.ws-port", OWN_PORT).set("bridgehead.sip.limits.ws-ping", 1_000)
            .set("bridgehead.sip.allowed-origins", "same-origin,https://chat.example.com,https://chat.example.com:8443");

    private static URI port(String which) {
        return which.equals("http") ? PRODUCT.http("/sip") : URI.create("ws://127.0.0.1:" + OWN_PORT + "/sip");
    }

    private static byte[] options() {
        String id = UUID.randomUUID().toString();
        return ("OPTIONS sip:" + Product.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK" + id
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: " + id
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest(name = "{1} on the {0} port: {2}")
    @CsvSource({ "http,https://chat.example.com,101", "http,HTTPS://Chat.Example.com,101",
            "http,https://chat.example.com:443,101",
            "http,https://chat.example.com:8443,101", "http,http://chat.example.com,403",
            "http,https://chat.example.com:444,403", "http,https://evil.chat.example.com,403",
            "http,https://chat.example.com.evil.example,403", "http,https://evil.example,403", "http,null,403",
            "http,file://,403", "http,https://evil.example https://chat.example.com,403", "ws,https://chat.example.com,101",
            "ws,https://evil.example,403", "ws,null,403" })
    @Threat(9)
    @Feature("A020")
    void admitsPagesOfListedOriginsOnly(String port, String origin, int status) {
        try (RawWebSocket socket = new RawWebSocket(port(port), SIP, "Origin: " + origin)) {
            assertThat(socket.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "ws" })
    @Threat(9)
    void admitsPagesOfItsOwnAddressAndWhoIsNoBrowser(String port) {
        URI here = port(port);
        try (RawWebSocket own = new RawWebSocket(here, SIP, "Origin: http://127.0.0.1:" + here.getPort());
                RawWebSocket otherPort = new RawWebSocket(here, SIP, "Origin: http://127.0.0.1:1");
                RawWebSocket secure = new RawWebSocket(here, SIP, "Origin: https://127.0.0.1:" + here.getPort());
                RawWebSocket program = new RawWebSocket(here, SIP);
                RawWebSocket two = new RawWebSocket(here, SIP, "Origin: https://chat.example.com",
                        "Origin: https://x.example")) {
            assertThat(own.status()).isEqualTo(101);
            assertThat(own.answer()).containsIgnoringCase("Sec-WebSocket-Protocol: sip")
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(otherPort.status()).isEqualTo(403);
            assertThat(secure.status()).isEqualTo(403);
            assertThat(program.status()).isEqualTo(101);
            assertThat(two.status()).isEqualTo(403);
        }
    }

    @ParameterizedTest(name = "{1} on the {0} port: {2}")
    @CsvSource({ "http,'',400", "http,Sec-WebSocket-Protocol: chat,400", "http,'Sec-WebSocket-Protocol: sips, chat',400",
            "http,'Sec-WebSocket-Protocol: chat, sip',101", "ws,'',400", "ws,Sec-WebSocket-Protocol: chat,400",
            "ws,'Sec-WebSocket-Protocol: chat, sip',101" })
    @Threat(8)
    void wantsTheSubProtocolSip(String port, String header, int status) {
        try (RawWebSocket socket = header.isEmpty() ? new RawWebSocket(port(port)) : new RawWebSocket(port(port), header)) {
            assertThat(socket.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "ws" })
    @Threat(8)
    void readsTextBinaryAndFragments(String port) {
        try (RawWebSocket socket = new RawWebSocket(port(port), SIP)) {
            socket.send(TEXT, options());
            assertThat(socket.receive().text()).startsWith("SIP/2.0 200");
            socket.send(BINARY, options());
            assertThat(socket.receive().text()).startsWith("SIP/2.0 200");
            byte[] whole = options();
            socket.send(0x01, Arrays.copyOf(whole, 20));
            socket.send(0x89, new byte[] { 'h', 'i' });
            socket.send(0x80, Arrays.copyOfRange(whole, 20, whole.length));
            RawWebSocket.Frame pong = socket.receive();
            assertThat(pong.first()).isEqualTo(0x8A);
            assertThat(pong.text()).isEqualTo("hi");
            assertThat(socket.receive().text()).startsWith("SIP/2.0 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "ws" })
    @Threat(8)
    void closesOnUnmaskedReservedAndOversizedFrames(String port) {
        try (RawWebSocket unmasked = new RawWebSocket(port(port), SIP);
                RawWebSocket reserved = new RawWebSocket(port(port), SIP);
                RawWebSocket large = new RawWebSocket(port(port), SIP)) {
            unmasked.sendRaw(new byte[] { (byte) TEXT, 2, 'h', 'i' });
            assertThat(unmasked.receive().closeStatus()).isEqualTo(1002);
            assertThat(unmasked.isClosedByPeer()).isTrue();
            reserved.send(0xC1, new byte[] { 'h' });
            assertThat(reserved.receive().closeStatus()).isEqualTo(1002);
            large.send(0x01, new byte[40_000]);
            large.send(0x00, new byte[40_000]);
            assertThat(large.receive().closeStatus()).isEqualTo(1009);
            assertThat(large.isClosedByPeer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "ws" })
    void pingsAndClosesWhoStaysSilentWhateverIsSentToHim(String port) {
        try (RawWebSocket answering = new RawWebSocket(port(port), SIP);
                RawWebSocket silent = new RawWebSocket(port(port), SIP)) {
            for (RawWebSocket socket : new RawWebSocket[] { answering, silent }) {
                socket.send(TEXT, options());
                assertThat(socket.receive().text()).startsWith("SIP/2.0 200");
            }
            for (int i = 0; i < 3; i++) {
                assertThat(answering.receive().first()).isEqualTo(0x89);
                answering.send(0x8A, new byte[0]);
                assertThat(silent.receive().first()).isEqualTo(0x89);
            }
            assertThat(silent.isClosedByPeer()).isTrue();
            answering.send(TEXT, options());
            RawWebSocket.Frame next = answering.receive();
            assertThat(next.first() == 0x89 ? answering.receive().text() : next.text()).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void countsForOperators() {
        try (RawWebSocket socket = new RawWebSocket(PRODUCT.http("/sip"), SIP)) {
            socket.send(TEXT, options());
            assertThat(socket.receive().text()).startsWith("SIP/2.0 200");
            String metrics = PRODUCT.get("/q/metrics");
            assertThat(metrics).containsPattern("bridgehead_sip_received_total\\{kind=\"request\",transport=\"WS\"\\} [1-9]")
                    .containsPattern("bridgehead_sip_connections [1-9]")
                    .containsPattern("bridgehead_sip_refused_total\\{reason=\"malformed\"\\} \\d")
                    .contains("bridgehead_sip_retransmissions_total", "bridgehead_sip_ws_pings_total",
                            "bridgehead_sip_transactions", "jvm_memory_used_bytes");
        }
    }
}
