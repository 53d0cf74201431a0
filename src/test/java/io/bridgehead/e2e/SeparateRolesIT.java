package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.store.PostgresServer;
import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Operations;
import io.bridgehead.test.Product;
import io.bridgehead.test.Telephones;

/**
 * Three processes share the work, as on three computers: IM server and gateway in one, the conference service in another, and
 * the bridge, which is told over HTTP, in the third.
 */
class SeparateRolesIT {

    private static final String KEY = "a-key-of-at-least-thirty-two-characters";

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
        bridge = Box.product(back.http("/bridges/box/events"))
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + front.sip().getPort())
                .set("bridgehead.bridge.embedded.password", "of-the-bridge");
        front.set("bridgehead.gateway.conference-service.url", back.http("/services/conference"));
        back.set("bridgehead.conference-service.reporting.url", front.http("/services/conference-reporting"))
                .set("bridgehead.im-server.address", "tcp://127.0.0.1:" + front.sip().getPort())
                .set("bridgehead.bridge.default", "box").set("bridgehead.bridge.folder", Box.folder(bridge))
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
