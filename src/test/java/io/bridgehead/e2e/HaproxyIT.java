package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.interop.Gateway;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;
import io.bridgehead.test.interop.Site;

/** Behind haproxy, which ends TLS, for people whose firewall lets out nothing but port 443. */
class HaproxyIT {

    private static final int SECONDS = 40;

    @RegisterExtension
    static final Neighbourhood TOWN = new Neighbourhood();

    private static Peer carol;
    private static Peer bob;
    private static Peer dave;

    @BeforeAll
    static void start() {
        String host = TOWN.network().server();
        TOWN.network().letOutOnly(443);
        Path certificate = Gateway.certificate(host, TOWN.directory());
        TOWN.keep(Gateway.endingTls(host, certificate, TOWN.product.webSocket().getPort(), TOWN.directory()));
        Site behind = TOWN.site().withSecureWebSocket(URI.create("wss://" + host + ":443/sip"),
                certificate.resolveSibling("cert.pem"));
        carol = TOWN.keep(Peers.jsSipInNode("carol", behind, Map.of()));
        bob = TOWN.keep(Peers.jsSipInChromium("WSS", "bob", behind, Map.of()));
        dave = TOWN.keep(Peers.commandLine("WSS", "dave", behind));
        dave.start();
        carol.start();
        bob.start();
        carol.awaitRegistered();
        bob.awaitRegistered();
        dave.awaitRegistered();
    }

    @Test
    @Feature({ "A020", "A022" })
    void messagesGoBothWaysThroughTheOnePortThatIsOpen() throws Exception {
        assertThat(new ProcessBuilder(TOWN.network().inside(List.of("timeout", "2", "bash", "-c",
                "echo >/dev/tcp/" + TOWN.network().server() + "/" + TOWN.product.sip().getPort()))).start().waitFor())
                .as("another port is closed").isNotZero();

        for (Peer peer : List.of(carol, bob, dave)) {
            peer.send(Neighbourhood.ALICE, "out-from-" + peer.user());
            TOWN.alice().awaitMessage("out-from-" + peer.user());
            assertThat(TOWN.write(peer, "in-to-" + peer.user())).isEqualTo(200);
            peer.awaitReceived("in-to-" + peer.user(), SECONDS);
        }
    }

    @Test
    @Feature("A022")
    void clientsAreBackAfterOurRestartAndGetWhatWasKept() {
        TOWN.restart();

        for (Peer peer : List.of(carol, bob, dave)) {
            assertThat(TOWN.write(peer, "kept-for-" + peer.user())).isIn(200, 202);
            peer.awaitReceived("kept-for-" + peer.user(), SECONDS);
        }
    }
}
