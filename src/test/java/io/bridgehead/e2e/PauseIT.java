package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Threat;

/** A server that stands still for a while has forgotten nobody when it goes on, and hung up on nobody. */
class PauseIT {

    private static final int PAUSE_SECONDS = 20;
    /** Not the parts of the product, which register when they come to it. */
    private static final String USERS = "location WHERE aor LIKE '%alice@%' OR aor LIKE '%bob@%'";

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Threat(29)
    void registrationsConnectionsAndConferencesSurviveAPause() throws Exception {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");
        long before = SCENE.product.rows(USERS);
        Client client = SCENE.carolWithAlice();
        SCENE.bob().rings();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "ringing");

        standStill();

        assertThat(bob.exchange(bob.message("bob", "alice", "text/plain", "still there?"), "bob", Scene.PASSWORD).status())
                .isEqualTo(200);
        assertThat(alice.awaitMessage("still there?").body()).isEqualTo("still there?");
        assertThat(alice.exchange(alice.message("alice", "bob", "text/plain", "yes"), "alice", Scene.PASSWORD).status())
                .isEqualTo(200);
        assertThat(SCENE.product.rows(USERS)).isEqualTo(before);

        SCENE.carol().awaitHears(SCENE.alice());
        SCENE.bob().answer();
        client.awaitState("Bob", "in the call");
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());
        assertThat(client.statesOf("Carol")).containsOnlyOnce("in the call").last().isEqualTo("in the call");
        assertThat(client.statesOf("Alice")).containsOnlyOnce("in the call").last().isEqualTo("in the call");
        assertThat(client.statesOf("Bob")).containsExactly("being called", "ringing", "in the call");
    }

    private static void standStill() throws Exception {
        SCENE.product.pause();
        long paused = System.nanoTime();
        try (DatagramSocket garbage = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress server = SCENE.product.sip();
            // What piles up meanwhile is dealt with afterwards.
            Awaitility.await().atMost(PAUSE_SECONDS * 2L, TimeUnit.SECONDS).pollInterval(100, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        garbage.send(new DatagramPacket(new byte[] { '?', '\r', '\n' }, 3, server));
                        return System.nanoTime() - paused > TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);
                    });
        } finally {
            SCENE.product.proceed();
        }
    }
}
