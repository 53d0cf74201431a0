package io.bridgehead.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.TestMessages;
import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Origins;
import io.bridgehead.sip.transport.SipTransport;

class WebSocketTest {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final String SIP = "Sec-WebSocket-Protocol: sip";
    private static final byte[] MESSAGE = TestMessages
            .bytes(TestMessages.MESSAGE.replace("SIP/2.0/UDP 192.0.2.1:5060;rport", "SIP/2.0/WS df7jal23ls0d.invalid"));

    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();

    @AfterEach
    void close() {
        stacks.close();
    }

    private RawPeer peer(Listener listener) throws Exception {
        SipStack stack = stacks.start(SipStack.builder().executor(Runnable::run).handler(requests).listen(listener));
        return new RawPeer(stack.boundPort(SipTransport.WS));
    }

    private RawPeer upgraded() throws Exception {
        RawPeer peer = peer(Listener.ws("127.0.0.1", 0)).send(RawPeer.upgrade("/sip", SIP));
        assertThat(peer.readTo("\r\n\r\n").toLowerCase()).startsWith("http/1.1 101").contains("sec-websocket-protocol: sip");
        return peer;
    }

    private void answerOneAndExpect200(RawPeer peer, int frameType) throws Exception {
        ServerTransaction transaction = requests.next();
        assertThat(transaction.request().topVia()).hasToString("SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bKnashds8");
        assertThat(transaction.request().bodyText()).isEqualTo(TestMessages.SOAP);
        transaction.respond(200);
        assertThat(peer.read()).isEqualTo(frameType);
        assertThat(peer.readTo("Content-Length: 0\r\n\r\n")).contains("SIP/2.0 200 OK");
    }

    @Test
    void refusesAnUpgradeWithoutTheSubProtocol() throws Exception {
        try (RawPeer peer = peer(Listener.ws("127.0.0.1", 0)).send(RawPeer.upgrade("/sip"))) {
            assertThat(peer.readAll()).startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "chat", "sips", "sip2, chat" })
    void refusesAnUpgradeWithAnotherSubProtocol(String protocol) throws Exception {
        try (RawPeer peer = peer(Listener.ws("127.0.0.1", 0))
                .send(RawPeer.upgrade("/sip", "Sec-WebSocket-Protocol: " + protocol))) {
            assertThat(peer.readAll()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void refusesOtherPathsVersionsAndMethods() throws Exception {
        try (RawPeer path = peer(Listener.ws("127.0.0.1", 0)).send(RawPeer.upgrade("/other", SIP));
                RawPeer version = peer(Listener.ws("127.0.0.1", 0))
                        .send(RawPeer.upgrade("/sip", SIP).replace("Version: 13", "Version: 99"));
                RawPeer plain = peer(Listener.ws("127.0.0.1", 0)).send("GET /sip HTTP/1.1\r\nHost: x\r\n\r\n");
                RawPeer sip = peer(Listener.ws("127.0.0.1", 0)).send(MESSAGE)) {
            assertThat(path.readAll()).startsWith("HTTP/1.1 404");
            assertThat(version.readAll()).startsWith("HTTP/1.1 426");
            assertThat(plain.readAll()).startsWith("HTTP/1.1 400");
            assertThat(sip.readAll()).doesNotContain("101");
        }
        assertThat(requests.received).isEmpty();
    }

    @Test
    void admitsOnlyListedOrigins() throws Exception {
        Listener listener = Listener.ws("127.0.0.1", 0).allowingOrigins(Origins.of(List.of("https://chat.example.com")));
        for (String foreign : new String[] { "https://evil.example", "null", "https://chat.example.com.evil.example",
                "https://chat.example.com:8443", "http://chat.example.com", "https://sub.chat.example.com" }) {
            try (RawPeer peer = peer(listener).send(RawPeer.upgrade("/sip", SIP, "Origin: " + foreign))) {
                assertThat(peer.readAll()).as(foreign).startsWith("HTTP/1.1 403");
            }
        }
        try (RawPeer own = peer(listener).send(RawPeer.upgrade("/sip", SIP, "Origin: https://chat.example.com"));
                RawPeer noBrowser = peer(listener).send(RawPeer.upgrade("/sip", SIP))) {
            assertThat(own.readTo("\r\n\r\n")).startsWith("HTTP/1.1 101");
            assertThat(noBrowser.readTo("\r\n\r\n")).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void goesOutAsAProgramThatIsNoBrowser() throws Exception {
        Listener listener = Listener.ws("127.0.0.1", 0).allowingOrigins(Origins.of(List.of("https://chat.example.com")));
        SipStack server = stacks.start(SipStack.builder().executor(Runnable::run).handler(requests).listen(listener));

        assertThat(stacks.start(stacks.builder()).connect(TestStacks.to(server, SipTransport.WS)).toCompletableFuture()
                .get(20, TimeUnit.SECONDS).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = { TEXT, BINARY })
    void takesTextAndBinaryFrames(int type) throws Exception {
        try (RawPeer peer = upgraded()) {
            answerOneAndExpect200(peer.frame(type, MESSAGE), TEXT);
        }
    }

    @Test
    void joinsFragmentsWithAPingBetweenThem() throws Exception {
        try (RawPeer peer = upgraded()) {
            peer.frame(0x01, Arrays.copyOfRange(MESSAGE, 0, 10));
            peer.frame(0x89, new byte[] { 'h', 'i' });
            assertThat(peer.read()).isEqualTo(0x8A);
            assertThat(peer.readTo("hi")).isEqualTo("\2hi");
            peer.frame(0x00, Arrays.copyOfRange(MESSAGE, 10, 400));
            peer.frame(0x80, Arrays.copyOfRange(MESSAGE, 400, MESSAGE.length));
            answerOneAndExpect200(peer, TEXT);
        }
    }

    @Test
    void answersKeepAlivesAndIgnoresGarbage() throws Exception {
        try (RawPeer peer = upgraded()) {
            peer.frame(TEXT, TestMessages.bytes("\r\n\r\n"));
            assertThat(peer.readTo("\r\n")).isEqualTo((char) TEXT + "\2\r\n");
            peer.frame(TEXT, TestMessages.bytes("\r\n")).frame(TEXT, TestMessages.bytes("garbage")).frame(BINARY, new byte[0]);
            answerOneAndExpect200(peer.frame(TEXT, MESSAGE), TEXT);
        }
    }

    @Test
    void answersBinaryIfTheBodyIsNotText() throws Exception {
        try (RawPeer peer = upgraded()) {
            peer.frame(TEXT, MESSAGE);
            ServerTransaction transaction = requests.next();
            transaction.respond((SipResponse) transaction.request().createResponse(200)
                    .setBody("application/octet-stream", new byte[] { (byte) 0xFF, (byte) 0xFE }));
            assertThat(peer.read()).isEqualTo(BINARY);
        }
    }

    @Test
    void closesOnUnmaskedAndOversizedFrames() throws Exception {
        try (RawPeer unmasked = upgraded().send(new byte[] { (byte) TEXT, 2, 'h', 'i' }); RawPeer large = upgraded()) {
            assertThat(unmasked.readAll()).contains("\u0003\u00ea"); // 1002
            byte[] fragment = new byte[60_000];
            large.frame(0x01, fragment).frame(0x00, fragment);
            assertThat(large.readAll()).contains("\u0003\u00f1"); // 1009
        }
        assertThat(requests.received).isEmpty();
    }

    @Test
    void closesWhenThePeerDoes() throws Exception {
        try (RawPeer peer = upgraded().frame(0x88, new byte[] { 3, (byte) 0xE8 })) {
            assertThat(peer.readAll()).isEqualTo("\u0088\2\3\u00e8");
        }
    }
}
