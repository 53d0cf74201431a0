package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.interop.Gateway;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;
import io.bridgehead.test.interop.Site;

/** For people in networks that nothing leaves but through an HTTP proxy: one that is asked (squid), and one that intercepts. */
class SquidIT {

    private static final int PORT = 3128;
    private static final int INTERCEPTOR = 3443;
    private static final int SECONDS = 40;

    @RegisterExtension
    static final Neighbourhood TOWN = new Neighbourhood();

    private static Site behind;

    @BeforeAll
    static void start() {
        String host = TOWN.network().server();
        TOWN.network().letOutOnly(0);
        Path certificate = Gateway.certificate(host, TOWN.directory());
        TOWN.keep(Gateway.endingTls(host, certificate, TOWN.product.webSocket().getPort(), TOWN.directory()));
        TOWN.keep(Gateway.squid(TOWN.network()::onRouter, TOWN.network().routerAddress(), PORT, TOWN.directory()));
        behind = TOWN.site().withSecureWebSocket(URI.create("wss://" + host + ":443/sip"),
                certificate.resolveSibling("cert.pem"));
    }

    @Test
    @Feature({ "A022", "A024" })
    void clientsReachUsThroughAnHttpProxyByConnect() {
        Map<String, String> environment = Map.of("PROXY", "http://" + TOWN.network().routerAddress() + ":" + PORT);
        Peer carol = TOWN.keep(Peers.jsSipInNode("carol", behind, environment));
        Peer bob = TOWN.keep(Peers.jsSipInChromium("WSS", "bob", behind, environment));
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
        try (Peer dave = Peers.jsSipInNode("dave", behind, Map.of())) {
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
