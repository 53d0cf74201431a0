package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.WireTelephone;

/** Figure 9: the initiator ends the conference from the client. */
class Figure9EndIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A126", "A127", "A128", "A129", "A130", "A131", "A132", "A133" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheClient() {
        Client client = SCENE.carolWithAlice();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "in the call");

        client.type("end");

        client.awaitLine("Conference ", " has ended");
        assertThat(client.exitCode()).isZero();
        SCENE.carol().awaitState("idle");
        SCENE.alice().awaitState("idle");
        SCENE.bob().awaitState("idle");
        SCENE.operations(client).awaitChains("902 904 906 908 910 912 914 916");
    }

    @Test
    @Feature({ "A129", "A130" })
    void theInitiatorIsHungUpLast() {
        WireTelephone initiator = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        WireTelephone participant = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        Client client = SCENE.start("Carol <" + initiator.uri() + ">", "Zoe <" + participant.uri() + ">");
        client.awaitState("Zoe", "in the call");

        client.type("end");

        client.awaitLine("Conference ", " has ended");
        assertThat(participant.first("BYE").orElseThrow()).isBefore(initiator.first("BYE").orElseThrow());
    }

    @Test
    void aTelephoneThatStillRingsIsSilenced() {
        Client client = SCENE.carolWithAlice();
        SCENE.bob().rings();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "ringing");

        client.type("end");

        SCENE.bob().awaitState("idle");
        client.awaitLine("Conference ", " has ended");
    }
}
