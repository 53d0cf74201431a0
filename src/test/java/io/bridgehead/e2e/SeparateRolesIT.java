package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Operations;
import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.TestAuthority;
import io.bridgehead.test.TestAuthority.Certificate;

/**
 * Three processes share the work, as on three computers: IM server and gateway in one, the conference service in another, and
 * the bridge in the third. These two speak by HTTPS in both directions, with certificates of an authority of their own.
 */
class SeparateRolesIT {

    private static final String KEY = "a-key-of-at-least-thirty-two-characters";

    @TempDir
    static Path folder;
    private static PostgresServer server;
    private static Product front;
    private static Product back;
    private static Product bridge;
    private static Telephones telephones;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        String url = server.createDatabase().getURL();
        front = product(url, "front", "im-server,gateway");
        back = product(url, "back", "conference-service");
        TestAuthority authority = new TestAuthority(folder);
        int backPort = secure(back, authority, "back");
        bridge = Box.product(URI.create("https://127.0.0.1:" + backPort + "/bridges/box/events"))
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + front.sip().getPort())
                .set("bridgehead.bridge.embedded.password", "of-the-bridge");
        front.set("bridgehead.gateway.conference-service.url", back.http("/services/conference"));
        back.set("bridgehead.conference-service.reporting.url", front.http("/services/conference-reporting"))
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + front.sip().getPort())
                .set("bridgehead.bridge.default", "box")
                .set("bridgehead.bridge.folder", Box.secureFolder(secure(bridge, authority, "bridge")))
                .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8");
        front.start();
        bridge.start();
        back.start();
        telephones = Telephones.directly(2);
    }

    private static Product product(String url, String name, String roles) {
        return Product.withDemoAccounts().set("bridgehead.roles", roles).set("bridgehead.process-name", name)
                .set("bridgehead.identity.key", KEY).set("bridgehead.gateway.password", "of-the-gateway")
                .set("bridgehead.bridge.embedded.password", "of-the-bridge").set("bridgehead.database", "postgresql")
                .set("bridgehead.database.url", url).set("bridgehead.database.username", "postgres");
    }

    /** Gives a process a certificate of an authority that it also believes; its HTTPS port. */
    private static int secure(Product product, TestAuthority authority, String name) {
        int port = Ports.free();
        Certificate own = authority.issue(name, "ip:127.0.0.1");
        product.set("quarkus.tls.key-store.pem.0.cert", own.certificate()).set("quarkus.tls.key-store.pem.0.key", own.key())
                .set("quarkus.http.ssl-port", port).set("bridgehead.bridge.http.trust", authority.authority());
        return port;
    }

    @AfterAll
    static void stop() {
        telephones.close();
        back.close();
        bridge.close();
        front.close();
        server.close();
    }

    @Test
    @Feature({ "A065", "A166", "A167", "A171", "A211", "A213" })
    void aConferenceIsHeldOverAllOfThem() {
        Telephones.Telephone carol = telephones.get(0);
        Telephones.Telephone alice = telephones.get(1);
        // It rings until that is seen: the bridge may be asked for its calls at any time, and tells no more than the latest of each.
        carol.rings();
        try (Client client = carolWithAlice()) {
            client.awaitState("Carol", "ringing");
            carol.answer();
            client.awaitState("Alice", "in the call");
            carol.awaitHears(alice);
            client.type("end");
            client.awaitLine("Conference ", " has ended");

            new Operations(front, client.conference()).awaitChains("402 404 406 408", "406 410 412 414",
                    "408 416", "408 418 420 422", "424", "422 426 428 430", "902 904 906 908 910 912 914 916");
        }
    }

    @Test
    @Feature("A166")
    void theBridgeIsStartedAnewWhileTheOthersGoOn() {
        bridge.stop();
        try (Client client = carolWithAlice()) {
            client.awaitLine("the conference bridge cannot be reached");
            assertThat(client.exitCode()).isNotZero();
        }

        bridge.restart();
        Awaitility.await().until(() -> back.log().contains("Bridge box is back"));
        try (Client client = carolWithAlice()) {
            client.awaitState("Alice", "in the call");
            telephones.get(0).awaitHears(telephones.get(1));
        }
    }

    private static Client carolWithAlice() {
        return Client.start(front.sip(), "carol", Scene.PASSWORD, "Carol <" + telephones.get(0).uri() + ">",
                "Alice <" + telephones.get(1).uri() + ">");
    }
}
