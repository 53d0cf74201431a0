package io.bridgehead.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;

/** What the conference is for: everybody hears all others, and not themselves. */
class ThreePhonesHearEachOtherIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @Feature({ "A048", "A050", "A167", "A213" })
    void eachHearsExactlyTheTwoOthers() {
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()), SCENE.named(SCENE.bob()));
        client.awaitState("Carol", "in the call");
        client.awaitState("Alice", "in the call");
        client.awaitState("Bob", "in the call");

        SCENE.carol().awaitHears(SCENE.alice(), SCENE.bob());
        SCENE.alice().awaitHears(SCENE.carol(), SCENE.bob());
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());
    }

    @Test
    void whoIsLeftHearsWhoIsLeft() {
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()), SCENE.named(SCENE.bob()));
        client.awaitState("Alice", "in the call");
        client.awaitState("Bob", "in the call");
        SCENE.bob().hangUp();
        client.awaitState("Bob", "has left the call");

        SCENE.carol().awaitHears(SCENE.alice());
        SCENE.alice().awaitHears(SCENE.carol());
    }
}
