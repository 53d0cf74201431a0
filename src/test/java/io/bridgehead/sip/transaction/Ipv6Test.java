package io.bridgehead.sip.transaction;

import static io.bridgehead.sip.transaction.TestStacks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.transaction.TestStacks.Requests;
import io.bridgehead.sip.transaction.TestStacks.Responses;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Origins;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

class Ipv6Test {
    private final TestStacks stacks = new TestStacks();
    private final Requests requests = new Requests();
    private final Responses responses = new Responses();

    @BeforeEach
    void needsIpv6() throws Exception {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName("::1"))).as("this machine has no IPv6").isNotNull();
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    private SipStack stack(SipTransport transport, String host) {
        return stacks.start(SipStack.builder().executor(Runnable::run).handler(requests)
                .listen(new Listener(transport, host, 0, null, null, Origins.SAME)));
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    @Feature("A020")
    void carriesRequestsAndNamesItselfByIpv6Addresses(SipTransport transport) throws Exception {
        SipStack server = stack(transport, "::1");
        SipStack client = stack(transport, "::1");
        client.sendRequest(request("MESSAGE"), new Destination(transport, "[::1]", server.boundPort(transport)), responses);
        ServerTransaction received = requests.next();
        assertThat(received.request().topVia().host()).isEqualTo("[0:0:0:0:0:0:0:1]");
        assertThat(received.flow().remote().getAddress()).isInstanceOf(Inet6Address.class);
        assertThat(server.contact(received.flow(), "bob").toString()).contains("[0:0:0:0:0:0:0:1]:");
        received.respond(200);
        assertThat(responses.next().status()).isEqualTo(200);
        assertThat(server.isLocal("[::1]", server.boundPort(transport))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = { "UDP", "TCP", "WS" })
    void oneListenerServesBothFamilies(SipTransport transport) throws Exception {
        SipStack server = stack(transport, "::");
        for (String host : new String[] { "127.0.0.1", "::1" }) {
            SipStack client = stack(transport, host);
            client.sendRequest(request("MESSAGE"), new Destination(transport, host, server.boundPort(transport)), responses);
            ServerTransaction received = requests.next();
            assertThat(received.flow().remote().getAddress())
                    .isInstanceOf(host.equals("::1") ? Inet6Address.class : Inet4Address.class);
            received.respond(200);
            assertThat(responses.next().status()).as(host).isEqualTo(200);
        }
    }
}
