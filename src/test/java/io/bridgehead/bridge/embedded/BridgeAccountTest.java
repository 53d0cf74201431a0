package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.dispatch.RequestSink;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

/** The bridge as an account of a server that challenges every caller. */
class BridgeAccountTest implements RequestSink {

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SipNode server = new SipNode(SipStack.builder().listen(Listener.udp("127.0.0.1", 0)), executor);
    private final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        server.dispatcher().add(this);
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        executor.shutdownNow();
    }

    @Override
    public Order order() {
        return Order.CALLS;
    }

    @Override
    public boolean onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        requests.add(request.copy());
        if (request.hasHeader("Proxy-Authorization")) {
            transaction.respond(486);
        } else {
            SipResponse challenge = request.createResponse(407);
            challenge.addHeader("Proxy-Authenticate",
                    "Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
            transaction.respond(challenge);
        }
        return true;
    }

    @Test
    @Feature({ "A025", "A030" })
    void answersTheChallengeOfItsServerWithItsAccountAndShowsNoPassword() {
        Destination proxy = new Destination(SipTransport.UDP, "127.0.0.1", server.stack().boundPort(SipTransport.UDP));
        EmbeddedBridgeConfig config = EmbeddedBridgeConfig
                .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32],
                        MediaConfig.on("127.0.0.1").withPorts(0, 0))
                .withProxy(proxy, Set.of("example.org"), "correct horse");
        try (EmbeddedBridge bridge = new EmbeddedBridge(config, events::add)) {
            bridge.start();
            bridge.execute(new BridgeCommand.Dial(new LegId("c1", "p1", 1), "sip:ann@example.org", "Ann", "Budget"));
            await()
                    .untilAsserted(() -> assertThat(events).extracting(event -> event.kind().word()).containsExactly("progress",
                            "refused"));
        }
        assertThat(events.get(1).cause().code()).isEqualTo(486);
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).requestUriText()).isEqualTo("sip:ann@example.org");
        assertThat(requests.get(1).header("Proxy-Authorization")).contains("username=\"bridge\"")
                .doesNotContain("correct horse");
        assertThat(requests.get(1).callId()).isEqualTo(requests.get(0).callId());
        assertThat(config.toString()).doesNotContain("correct horse");
    }
}
