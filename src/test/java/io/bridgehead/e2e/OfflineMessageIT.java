package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;

/** Plain messages between users: at once, or when the receiver is back. */
class OfflineMessageIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static SipText say(SipWire from, String user, String to, String words) {
        return from.exchange(from.message(user, to, "text/plain", words), user, Scene.PASSWORD);
    }

    @Test
    @Feature("A059")
    void aMessageToAConnectedUserArrivesAtOnceFromItsSender() {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");

        assertThat(say(alice, "alice", "bob", "hello now").status()).isEqualTo(200);

        assertThat(bob.awaitMessage("hello now").header("From")).contains(Product.address("alice"));
    }

    @Test
    @Feature("A041")
    void messagesToAnAwayUserAreKeptOverARestartAndDeliveredOnceInOrder() {
        SipWire alice = SCENE.wire("alice");
        assertThat(say(alice, "alice", "dave", "first of two").status()).isEqualTo(202);
        assertThat(say(alice, "alice", "dave", "second of two").status()).isEqualTo(202);

        SCENE.product.stop();
        SCENE.product.restart();
        SipWire dave = SCENE.wire("dave");

        dave.awaitMessage("second of two");
        assertThat(dave.received().stream().filter(SipText::isRequest).map(SipText::body)).containsExactly("first of two",
                "second of two");
    }
}
