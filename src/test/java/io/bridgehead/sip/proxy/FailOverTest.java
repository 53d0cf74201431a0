package io.bridgehead.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.locate.FakeNameServer;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Threat;

/** A domain has several servers: the next one is tried when one does not do (RFC 3263 section 4.3). */
class FailOverTest {

    private static final SipUri DOMAIN = SipUri.parse("sip:bob@example.org");

    private final List<TestNode> nodes = new ArrayList<>();
    private final FakeNameServer names = new FakeNameServer();
    private final List<SipRequest> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        names.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MESSAGE", "INVITE" })
    @Feature("A020")
    void goesToTheNextServerWhenOneCannotBeConnected(String method) {
        srv("tcp", 1, Ports.free());
        srv("tcp", 2, answering(200).stack().boundPort(SipTransport.TCP));
        assertThat(send(method).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MESSAGE", "INVITE" })
    void goesToTheNextServerWhenOneIsOverloaded(String method) {
        TestNode overloaded = answering(503);
        srv("tcp", 1, overloaded.stack().boundPort(SipTransport.TCP));
        srv("tcp", 2, answering(200).stack().boundPort(SipTransport.TCP));
        TestNode proxy = proxy();
        assertThat(send(method, proxy).status()).isEqualTo(200);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).topVia().branch()).isNotEqualTo(seen.get(0).topVia().branch());
        // For a while it is not asked again.
        assertThat(send(method, proxy).status()).isEqualTo(200);
        assertThat(seen).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MESSAGE", "INVITE" })
    void goesToTheNextServerWhenOneStaysSilent(String method) {
        srv("udp", 1, Ports.free());
        srv("udp", 2, answering(200).stack().boundPort(SipTransport.UDP));
        names.naptr("example.org", 1, 1, "SIP+D2U", "_sip._udp.example.org");
        assertThat(send(method).status()).isEqualTo(200);
    }

    @Test
    void takesOtherRefusalsForTheDomainsAnswer() {
        srv("tcp", 1, answering(486).stack().boundPort(SipTransport.TCP));
        srv("tcp", 2, answering(200).stack().boundPort(SipTransport.TCP));
        assertThat(send("MESSAGE").status()).isEqualTo(486);
        assertThat(seen).hasSize(1);
    }

    @Test
    void saysSoWhenNoServerDoes() {
        srv("tcp", 1, Ports.free());
        srv("tcp", 2, Ports.free());
        assertThat(send("INVITE").status()).isEqualTo(500);
    }

    @Test
    @Threat(29)
    void stopsNothingElseWhileNamesCannotBeLookedUp() {
        names.isSilentAbout("*");
        TestNode proxy = proxy();
        TestNode client = node();
        List<SipResponse> slow = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            SipRequest request = TestNode.request("MESSAGE", SipUri.parse("sip:bob@d" + i + ".example.org"));
            client.stack().sendRequest(request, proxy.address(SipTransport.TCP), (t, response) -> slow.add(response));
        }
        TestNode device = answering(200);
        SipRequest good = TestNode.request("MESSAGE", device.uri("device"));
        assertThat(client.ask(good, proxy.address(SipTransport.TCP)).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(slow).hasSize(500));
        assertThat(slow).allMatch(response -> response.status() == 500);
    }

    @Test
    @Threat(13)
    void goesToNoAddressThatIsForbidden() {
        TestNode inside = answering(200);
        TestNode proxy = new TestNode(0, 0, new DnsServerLocator(
                new LocateSettings(List.of(names.address()), Duration.ofMillis(500), Networks.NONE,
                        Networks.of(List.of("127.0.0.0/8")))));
        forwarding(proxy);
        srv("tcp", 1, inside.stack().boundPort(SipTransport.TCP));
        assertThat(send("MESSAGE", proxy).status()).isEqualTo(430);
        assertThat(seen).isEmpty();
    }

    private void srv(String transport, int priority, int port) {
        names.srv("_sip._" + transport + ".example.org", priority, 0, port, "server.example.org");
        if (priority == 1) {
            names.host("server.example.org", "127.0.0.1", 60);
        }
    }

    private SipResponse send(String method) {
        return send(method, proxy());
    }

    private SipResponse send(String method, TestNode proxy) {
        return node().ask(TestNode.request(method, DOMAIN), proxy.address(SipTransport.TCP));
    }

    private TestNode proxy() {
        return forwarding(new TestNode(0, 0, new DnsServerLocator(
                new LocateSettings(List.of(names.address()), Duration.ofMillis(500), Networks.NONE, Networks.NONE))));
    }

    /** A proxy that goes where the request URI leads. */
    private TestNode forwarding(TestNode proxy) {
        nodes.add(proxy);
        ProxyCore core = new ProxyCore(proxy.node());
        return proxy.serve(t -> core.forward(t, List.of(new ProxyTarget(t.request().requestUri(), null, List.of())),
                ForwardOptions.DEFAULT));
    }

    private TestNode answering(int status) {
        return node().serve(t -> {
            seen.add(t.request());
            t.respond(status);
        });
    }

    private TestNode node() {
        TestNode node = new TestNode();
        nodes.add(node);
        return node;
    }
}
