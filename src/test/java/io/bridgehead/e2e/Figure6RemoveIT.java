package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;

/** Figure 6: a participant is removed; the others talk on. */
class Figure6RemoveIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A016", "A107", "A108", "A109", "A110", "A111", "A112", "A113" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheClient() {
        Client client = SCENE.carolWithAlice();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "in the call");

        client.type("remove Alice");

        client.awaitState("Alice", "removed");
        SCENE.alice().awaitState("idle");
        SCENE.operations(client).of("p2").awaitChains("602 604 606 608", "606 610 612 614");
        assertThat(SCENE.carol().state()).isEqualTo("connected");
        assertThat(SCENE.bob().state()).isEqualTo("connected");
    }

    @Test
    @Feature("A036")
    void aRequestThatIsNotTheOwnersRemovesNobody() {
        Client client = SCENE.carolWithAlice();
        SipWire stranger = SCENE.unknownWire();
        SipWire dave = SCENE.wire("dave");
        String envelope = Soap.removeParticipant(Soap.messageId(), client.conference(), "p2");

        assertThat(stranger.exchange(stranger.message("carol", "conference", Soap.CONTENT_TYPE, envelope), "carol", "guessed")
                .status()).isEqualTo(407);
        assertThat(dave.exchange(dave.message("dave", "conference", Soap.CONTENT_TYPE, envelope), "dave", Scene.PASSWORD)
                .status()).isEqualTo(200);
        dave.awaitMessage("not-allowed");

        assertThat(SCENE.alice().state()).isEqualTo("connected");
        assertThat(client.statesOf("Alice")).endsWith("in the call");
    }

    @Test
    void whoIsRemovedWhileTheTelephoneRingsHearsItStop() {
        Client client = SCENE.carolWithAlice();
        SCENE.bob().rings();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "ringing");

        client.type("remove Bob");

        SCENE.bob().awaitState("idle");
        client.awaitState("Bob", "removed");
    }
}
