package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** Figure 4: a conference is created and its initiator called. */
class Figure4CreateIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A001", "A003", "A004", "A005", "A006", "A011", "A012", "A013", "A017", "A018", "A026", "A027", "A031", "A035",
            "A039", "A043", "A044", "A048", "A052", "A054", "A063", "A064", "A087", "A088", "A089", "A090", "A091", "A092",
            "A093",
            "A094", "A095", "A096", "A097", "A098", "A099", "A100", "A101", "A143", "A161", "A209", "A212" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheClient() {
        SCENE.carol().rings();
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()));

        client.conference();
        client.awaitState("Carol", "ringing");
        SCENE.carol().answer();
        client.awaitState("Carol", "in the call");

        assertThat(client.statesOf("Carol")).containsSubsequence("ringing", "in the call");
        SCENE.operations(client).awaitChains("402 404 406 408", "406 410 412 414",
                "408 416 418 420 422", "416 424 426 428 430", "422 430");
    }

    @Test
    @Feature("A033")
    void nobodyElseIsCalledBeforeTheInitiatorHasAnswered() {
        int before = SCENE.alice().calls();
        SCENE.carol().rings();
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()));

        client.awaitState("Carol", "ringing");
        assertThat(SCENE.alice().calls()).isEqualTo(before);
        SCENE.carol().answer();

        client.awaitState("Alice", "in the call");
        assertThat(SCENE.alice().calls()).isEqualTo(before + 1);
    }
}
