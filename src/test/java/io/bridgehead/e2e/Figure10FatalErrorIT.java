package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.Threat;

/** Figure 10: the bridge, a process of its own, dies or gives up in the middle of a conference between real telephones. */
class Figure10FatalErrorIT {

    private static final int PATIENCE_MILLIS = 1000;
    /** As docs/add-a-bridge.md says: twice the patience and four seconds, and here some more for a busy machine. */
    private static final Duration BOUND = Duration.ofMillis(2 * PATIENCE_MILLIS + 4000 + 4000);
    private static final int FATAL_ERROR = 9;

    private static final Product SERVICE = Product.withDemoAccounts();
    private static final Product BRIDGE = Box.product(SERVICE.http("/bridges/box/events"));

    @RegisterExtension
    static final Scene SCENE = new Scene(SERVICE.set("bridgehead.bridge.default", "box")
            .set("bridgehead.bridge.folder", Box.folder(BRIDGE, PATIENCE_MILLIS))
            .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8"));

    private static boolean running;

    @BeforeEach
    void startBridge() {
        if (!running) {
            BRIDGE.start();
            running = true;
        }
    }

    @AfterAll
    static void close() {
        BRIDGE.close();
    }

    private static Client carolWithAliceWhileBobRings() {
        SCENE.bob().rings();
        Client client = SCENE.carolWithAlice();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "ringing");
        return client;
    }

    private static void assertFatalEnd(Client client) {
        assertThat(client.exitCode()).isEqualTo(FATAL_ERROR);
        assertThat(client.statesOf("Carol")).endsWith("in the call", "disconnected");
        assertThat(client.statesOf("Alice")).endsWith("in the call", "disconnected");
        assertThat(client.statesOf("Bob")).endsWith("ringing", "not reached");
        SCENE.operations(client).awaitChains("1002", "1004 1006 1008");
    }

    @Test
    @Feature({ "A134", "A135", "A137", "A138", "A139", "A140" })
    @Threat(26)
    void theClientLearnsThatItDiedAndTheTelephonesAreHungUpOnceItIsBack() {
        Client client = carolWithAliceWhileBobRings();

        Instant death = Instant.now();
        BRIDGE.kill9();
        running = false;

        client.awaitLine("Conference", "has ended", "the conference bridge cannot be reached");
        assertThat(Duration.between(death, Instant.now())).isLessThan(BOUND);
        assertFatalEnd(client);
        assertThat(SCENE.carol().state()).isEqualTo("connected");

        BRIDGE.restart();
        running = true;
        SCENE.carol().awaitState("idle");
        SCENE.alice().awaitState("idle");
        SCENE.bob().awaitState("idle");
    }

    @Test
    @Feature({ "A134", "A137", "A138", "A139", "A140" })
    void theClientLearnsThatItGaveUpAndTheTelephonesAreHungUp() {
        Client client = carolWithAliceWhileBobRings();

        BRIDGE.stop();
        running = false;

        client.awaitLine("Conference", "has ended", "the conference bridge ended it");
        assertFatalEnd(client);
        SCENE.carol().awaitState("idle");
        SCENE.alice().awaitState("idle");
        SCENE.bob().awaitState("idle");
    }
}
