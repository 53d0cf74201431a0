package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** Figure 8: the initiator hangs up, which ends the conference for all. */
class Figure8InitiatorHangsUpIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A056", "A118", "A119", "A120", "A121", "A122", "A123", "A124", "A125" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheClient() {
        Client client = SCENE.carolWithAlice();

        SCENE.carol().hangUp();

        client.awaitLine("Conference ", " has ended");
        assertThat(client.exitCode()).isZero();
        SCENE.alice().awaitState("idle");
        assertThat(client.statesOf("Carol")).endsWith("has left the call");
        SCENE.operations(client).awaitChains("802 804 806 808", "802 810 812 814", "808 814");
    }
}
