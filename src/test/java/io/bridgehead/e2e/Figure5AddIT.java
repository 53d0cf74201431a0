package io.bridgehead.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** Figure 5: a participant is added to a running conference. */
class Figure5AddIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A014", "A015", "A034", "A102", "A103", "A104", "A105" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheClient() {
        Client client = SCENE.carolWithAlice();
        SCENE.bob().rings();

        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "ringing");
        SCENE.bob().answer();
        client.awaitState("Bob", "in the call");

        SCENE.operations(client).of("p3").awaitChains("502 504 506 508", "506 510 512 514", "508 516 518 520 522",
                "516 524 526 528 530", "522 530");
    }

    @Test
    @Feature("A106")
    void whoWasRemovedIsAddedAgain() {
        Client client = SCENE.carolWithAlice();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "in the call");
        client.type("remove Bob");
        client.awaitState("Bob", "removed");

        client.type("add Bobby <" + SCENE.bob().uri() + ">");

        client.awaitState("Bobby", "in the call");
        SCENE.bob().awaitState("connected");
    }
}
