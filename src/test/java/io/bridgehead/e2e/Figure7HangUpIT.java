package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** Figure 7: a participant hangs up. */
class Figure7HangUpIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A014", "A019", "A053", "A057", "A114", "A115", "A116", "A117" })
    void everyOperationIsSeenInOrderInTheLogAndAtTheRightClientOnly() {
        var bystander = SCENE.wire("dave");
        Client client = SCENE.carolWithAlice();
        client.type("add " + SCENE.named(SCENE.bob()));
        client.awaitState("Bob", "in the call");

        SCENE.alice().hangUp();

        client.awaitState("Alice", "has left the call");
        SCENE.operations(client).of("p2").awaitChains("702 704 706 708");
        assertThat(SCENE.bob().state()).isEqualTo("connected");
        assertThat(bystander.received()).noneMatch(message -> message.method().equals("MESSAGE"));
    }
}
