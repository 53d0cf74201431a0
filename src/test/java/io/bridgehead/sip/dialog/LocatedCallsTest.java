package io.bridgehead.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.sip.dialog.CallEnd.By;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.locate.FakeNameServer;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Threat;

/** A call to a domain finds its servers (RFC 3263), tries the next where one does not do, and goes to no denied network. */
class LocatedCallsTest {

    private final FakeNameServer names = new FakeNameServer().host("a.example.net", "127.0.0.1", 60);
    private final TestNode bridge = new TestNode(0, 0, new DnsServerLocator(new LocateSettings(List.of(names.address()),
            Duration.ofMillis(500), Networks.NONE, Networks.of(List.of("127.0.0.2/32")))));
    private final Calls calls = new Calls(bridge.node());
    private final CallRecorder us = new CallRecorder();
    private final List<TestNode> servers = new ArrayList<>();

    @AfterEach
    void close() {
        bridge.close();
        servers.forEach(TestNode::close);
        names.close();
    }

    @Test
    @Feature("A048")
    void goesToTheServerThatTheDomainNames() {
        srv(1, server(200));
        call("sip:ann@example.net");
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered "));
    }

    @Test
    void goesToTheNextServerWhereOneIsDownOrHasNoRoom() {
        srv(1, Ports.free());
        srv(2, server(503));
        srv(3, server(200));
        call("sip:ann@example.net");
        await().untilAsserted(() -> assertThat(us.log).containsExactly("answered "));
    }

    @Test
    void saysSoWhereNoServerHasRoom() {
        srv(1, server(503));
        srv(2, server(503));
        call("sip:ann@example.net");
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(503);
    }

    @Test
    void asksNoOtherServerWhenThePersonIsBusy() {
        srv(1, server(486));
        srv(2, server(200));
        call("sip:ann@example.net");
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(486);
    }

    @Test
    @Threat(13)
    void saysSoWhereThereIsNoServerThatMayBeCalled() {
        names.host("inside.example.net", "127.0.0.2", 60);
        for (String uri : List.of("sip:ann@inside.example.net:5060", "sip:ann@127.0.0.2", "sip:ann@[::ffff:127.0.0.2]",
                "sip:ann@nowhere.example.net")) {
            CallRecorder recorder = new CallRecorder();
            calls.invite(invite(uri), recorder);
            await().untilAsserted(() -> assertThat(recorder.end).isNotNull());
            assertThat(recorder.end.status()).as(uri).isEqualTo(604);
            assertThat(recorder.end.by()).isEqualTo(By.NETWORK);
        }
    }

    @Test
    void tellsApartWhereNamesCannotBeLookedUp() {
        names.isSilentAbout("*");
        call("sip:ann@example.net");
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.status()).isEqualTo(503);
    }

    @Test
    void canBeHungUpBeforeAServerIsFound() {
        names.isSilentAbout("*");
        Call call = calls.invite(invite("sip:ann@example.net"), us);
        call.hangUp();
        await().untilAsserted(() -> assertThat(us.end).isNotNull());
        assertThat(us.end.by()).isEqualTo(By.LOCAL);
        assertThat(calls.size()).isZero();
    }

    @Test
    @Threat(13)
    void sendsNothingWhereATelephoneInADeniedNetworkSaysItIs() throws IOException {
        try (DatagramSocket inside = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            inside.setSoTimeout(1_000);
            srv(1, server(200, "<sip:inside@127.0.0.2:" + inside.getLocalPort() + ">"));
            Call call = calls.invite(invite("sip:ann@example.net"), us);
            await().untilAsserted(() -> assertThat(us.log).containsExactly("answered "));
            call.hangUp();

            assertThatThrownBy(() -> inside.receive(new DatagramPacket(new byte[1], 1)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private int server(int status) {
        return server(status, null);
    }

    private int server(int status, String contact) {
        TestNode server = new TestNode();
        servers.add(server);
        server.serve(transaction -> {
            SipRequest tagged = transaction.request().to().tag() != null ? transaction.request()
                    : transaction.request().copy().setLocalTag("server");
            SipResponse response = tagged.createResponse(status);
            response.setHeader(SipHeader.CONTACT, contact == null ? "<" + server.uri("phone") + ">" : contact);
            transaction.respond(response);
        });
        return server.stack().boundPort(SipTransport.TCP);
    }

    private void srv(int priority, int port) {
        names.srv("_sip._tcp.example.net", priority, 0, port, "a.example.net");
    }

    private void call(String uri) {
        calls.invite(invite(uri), us);
    }

    private static Invite invite(String uri) {
        return new Invite(null, SipUri.parse(uri), NameAddr.of(SipUri.parse("sip:conference@example.org"))).sdp("offer");
    }
}
