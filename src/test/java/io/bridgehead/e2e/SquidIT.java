package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.interop.Gateway;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;

/** For people in networks that nothing leaves but through an HTTP proxy: one that is asked (squid), and one that intercepts. */
class SquidIT {

    private static final int PORT = 3128;
    private static final int INTERCEPTOR = 3443;
    private static final int SECONDS = 40;

    @RegisterExtension
    static final Neighbourhood TOWN = new Neighbourhood();

    private static String url;
    private static Map<String, String> believing;

    @BeforeAll
    static void start() {
        String host = TOWN.network().server();
        TOWN.network().letOutOnly(0);
        Path certificate = Gateway.certificate(host, TOWN.directory());
        TOWN.keep(Gateway.endingTls(host, certificate, TOWN.product.webSocket().getPort(), TOWN.directory()));
        TOWN.keep(Gateway.squid(TOWN.network()::onRouter, TOWN.network().routerAddress(), PORT, TOWN.directory()));
        url = "wss://" + host + "/sip";
        believing = Map.of("NODE_EXTRA_CA_CERTS", certificate.toString());
    }

    @Test
    @Feature({ "A022", "A024" })
    void clientsReachUsThroughAnHttpProxyByConnect() {
        Map<String, String> environment = new HashMap<>(believing);
        environment.put("PROXY", "http://" + TOWN.network().routerAddress() + ":" + PORT);
        Peer carol = TOWN.keep(Peers.jsSipInNode("carol", TOWN.site(url), environment));
        Peer bob = TOWN.keep(Peers.jsSipInChromium("bob", TOWN.site(url), environment));
        carol.start();
        bob.start();

        talk(carol);
        talk(bob);
    }

    @Test
    @Feature("A024")
    void wssPassesAProxyThatIntercepts() {
        InetSocketAddress server = InetSocketAddress.createUnresolved(TOWN.network().server(), 443);
        Gateway interceptor = TOWN
                .keep(Gateway.passingTls(TOWN.network()::onRouter, INTERCEPTOR, server, TOWN.directory()));
        TOWN.network().intercept(443, INTERCEPTOR);
        try (Peer dave = Peers.jsSipInNode("dave", TOWN.site(url), believing)) {
            dave.start();

            talk(dave);
        }
        interceptor.awaitLine("intercepted");
    }

    private static void talk(Peer peer) {
        peer.awaitRegistered();
        peer.send(Neighbourhood.ALICE, "out-from-" + peer.user());
        TOWN.alice().awaitMessage("out-from-" + peer.user());
        assertThat(TOWN.write(peer, "in-to-" + peer.user())).isEqualTo(200);
        peer.awaitReceived("in-to-" + peer.user(), SECONDS);
    }
}
