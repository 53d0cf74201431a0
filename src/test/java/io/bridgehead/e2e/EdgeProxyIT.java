package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Kamailio;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipParty;
import io.bridgehead.test.SipParty.Dialog;

/**
 * Users behind two Kamailios, one behind the other, with Path and Record-Route; all share the connection of the inner one to
 * us.
 */
class EdgeProxyIT {

    private static final String INNER = "127.0.0.2";
    private static final String OUTER = "127.0.0.3";

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.neighbours.edge.sources", INNER);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<SipParty> parties = new ArrayList<>();
    private Kamailio inner;
    private Kamailio outer;

    @AfterEach
    void close() throws Exception {
        parties.forEach(SipParty::unregister);
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "udp", "tcp" })
    @Feature({ "A021", "A039" })
    void messagesAndCallsGoBothWaysThroughTwoProxies(String transport) {
        edges(transport, transport);
        SipParty alice = party("tcp", "alice");
        SipParty bob = party("udp", "bob");
        assertThat(alice.register().headers("Path")).hasSize(2);
        assertThat(bob.register().status()).isEqualTo(200);

        assertThat(alice.message(bob.address(), "down to bob").status()).isEqualTo(200);
        assertThat(bob.awaitRequest("MESSAGE", "down to bob").header("From")).contains(alice.address());
        assertThat(bob.message(alice.address(), "down to alice").status()).isEqualTo(200);
        alice.awaitRequest("MESSAGE", "down to alice");
        assertThat(inner.passed("MESSAGE")).isGreaterThanOrEqualTo(4);

        Dialog call = alice.call(bob.address());
        // Both proxies twice, and we, once for each side where they differ.
        assertThat(call.routes().size()).isGreaterThanOrEqualTo(5);
        assertThat(bob.awaitCall().ask("BYE").status()).isEqualTo(200);
        alice.awaitRequest("BYE", call.callId());

        Dialog again = bob.call(alice.address());
        alice.awaitCall();
        assertThat(again.ask("INFO").status()).isEqualTo(200);
        assertThat(again.ask("BYE").status()).isEqualTo(200);
        alice.awaitRequest("BYE", again.callId());
    }

    @ParameterizedTest
    @ValueSource(strings = { "udp", "tcp" })
    @Feature("A021")
    void devicesStayReachableWhenTheProxysConnectionBreaks(String transport) {
        // Between the proxies UDP: Kamailio goes on using its own broken connection to another (477), which is not ours to test.
        edges(transport, "udp");
        SipParty alice = party("udp", "alice");
        SipParty bob = party("udp", "bob");
        alice.register();
        bob.register();
        inner.restart();

        assertThat(alice.message(bob.address(), "still there").startLine()).contains(" 200 ");
        bob.awaitRequest("MESSAGE", "still there");
    }

    @ParameterizedTest
    @ValueSource(strings = { "udp", "tcp" })
    @Feature({ "A021", "A042" })
    void devicesAndCallsOutliveARestartOfOurs(String transport) {
        edges(transport, transport);
        SipParty alice = party("udp", "alice");
        SipParty bob = party("udp", "bob");
        alice.register();
        bob.register();
        Dialog call = alice.call(bob.address());
        Dialog other = bob.awaitCall();
        PRODUCT.kill9();
        PRODUCT.restart();

        assertThat(alice.message(bob.address(), "after the restart").status()).isEqualTo(200);
        assertThat(call.ask("INFO").status()).isEqualTo(200);
        assertThat(other.ask("BYE").status()).isEqualTo(200);
        alice.awaitRequest("BYE", call.callId());
    }

    private void edges(String transport, String between) {
        inner = keep(Kamailio.edge(INNER, PRODUCT.sip(), transport));
        outer = keep(Kamailio.edge(OUTER, inner.address(), between));
    }

    private SipParty party(String transport, String user) {
        SipParty party = keep(new SipParty(transport, outer.address(), user, Product.DOMAIN, Scene.PASSWORD));
        parties.add(party);
        return party;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }
}
