package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** What the owner does to people in the call happens to their telephones. */
class SteeringIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A034", "A050" })
    void theMutedAreHeardByNobodyAndTheHeldHearNobody() {
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()), SCENE.named(SCENE.bob()));
        client.awaitState("Alice", "in the call");
        client.awaitState("Bob", "in the call");
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());

        client.type("mute Alice");
        client.awaitState("Alice", "muted");
        SCENE.bob().awaitHears(SCENE.carol());
        SCENE.carol().awaitHears(SCENE.bob());
        SCENE.alice().awaitHears(SCENE.carol(), SCENE.bob());

        client.type("hold Bob");
        client.awaitState("Bob", "on hold");
        SCENE.bob().awaitHears();
        SCENE.alice().awaitHears(SCENE.carol());

        client.type("resume Bob");
        client.type("unmute Alice");
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());
        assertThat(client.statesOf("Bob")).endsWith("on hold", "in the call");
    }

    @Test
    @Feature("A034")
    void aLockedConferenceIsClosedToEverybodyElse() {
        Client client = SCENE.carolWithAlice();

        client.type("lock");
        client.awaitLine("The conference is locked");
        client.type("add " + SCENE.bob().uri());
        client.awaitLine("Refused", "nobody may join", "Unlock it first");
        assertThat(SCENE.bob().calls()).isZero();

        client.type("unlock");
        client.awaitLine("open again");
        client.type("add " + SCENE.bob().uri() + " Bob");
        client.awaitState("Bob", "in the call");
        SCENE.bob().hangUp();
        client.awaitState("Bob", "has left the call");
        client.type("again Bob");
        client.awaitLine("Calling Bob again is under way");
    }
}
