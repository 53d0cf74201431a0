package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Telephones.Telephone;
import io.bridgehead.test.Threat;

/** People dial in to a running conference with real telephones: registered ones, and one that the trunk brings. */
class DialInIT {

    private static final String NUMBER = "+4930123456";

    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts()
            .set("bridgehead.sip.auth.algorithms", "MD5")
            .set("quarkus.log.category.\"io.bridgehead\".level", "DEBUG")
            .set("bridgehead.bridge.dial-in.embedded.number", NUMBER)
            .set("bridgehead.bridge.embedded.trunk.address", "udp://127.0.0.1:9"));

    private static Telephones registered;

    @BeforeAll
    static void register() {
        registered = Telephones.registered(SCENE.product.sip(), Product.DOMAIN, Scene.PASSWORD, "bob", "dave",
                "alice");
    }

    @AfterAll
    static void unregister() {
        registered.close();
    }

    @AfterEach
    void hangUp() {
        registered.reset();
    }

    @Test
    @Feature("A147")
    @Threat(15)
    void whoKnowsThePinIsInTheConferenceUntilItIsLocked() {
        Client client = start("--dial-in");
        String pin = pin(client);
        Telephone bob = registered.get(0);

        dialIn(bob, bridge());
        bob.presses(pin);
        client.awaitState("bob", "in the call");
        bob.awaitHears(SCENE.carol(), SCENE.alice());
        SCENE.alice().awaitHears(SCENE.carol(), bob);
        assertThat(client.statesOf("bob")).startsWith("dialling in");

        client.type("mute p3");
        SCENE.alice().awaitHears(SCENE.carol());
        client.type("lock");
        client.awaitLine("The conference is locked");
        Telephone dave = registered.get(1);
        dialIn(dave, bridge());
        dave.presses(pin);
        dave.awaitState("idle");
        client.type("remove p3");
        bob.awaitState("idle");
        assertThat(SCENE.product.log()).doesNotContain(pin);
    }

    @Test
    @Feature({ "A147", "A182" })
    void aUserWhoDialsInRaisesTheHandAndLeavesByTheOwnClient() {
        Client carol = start("--dial-in");
        Telephone bob = registered.get(0);
        dialIn(bob, bridge());
        bob.presses(pin(carol));
        carol.awaitState("bob", "in the call");

        Client client = follow("bob", carol);
        client.awaitState("bob", "in the call");
        client.type("hand");
        carol.awaitLine("bob wants to speak");
        carol.type("moderator dave");
        carol.awaitLine("dave@" + Product.DOMAIN + " is the moderator now");
        Client dave = follow("dave", carol);
        dave.awaitState("bob", "in the call (hand up)");
        dave.type("hand");
        dave.awaitLine("Refused raising your hand", "None of the telephones in the call is known to be yours");
        client.type("leave");
        carol.awaitState("bob", "has left the call");
        bob.awaitState("idle");
    }

    @Test
    @Feature("A147")
    void whoCallsTheNumberThroughTheTrunkIsACallerToo() {
        Client client = start("--dial-in");
        client.awaitLine("People may call " + NUMBER + " or sip:bridge@" + Product.DOMAIN);

        dialIn(SCENE.bob(), "sip:" + NUMBER + "@127.0.0.1:" + SCENE.product.bridgePort());
        SCENE.bob().presses(pin(client));
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());
        SCENE.bob().hangUp();
        client.awaitState(SCENE.bob().uri().replaceAll(":[0-9]+$", ""), "has left the call");
    }

    @Test
    @Threat(17)
    void whoGuessesIsHungUpAndAfterThreeSuchCallsNotAnswered() {
        start("--dial-in");
        Telephone guesser = registered.get(2);
        for (int i = 0; i < 3; i++) {
            dialIn(guesser, bridge());
            guesser.presses("1#2#3#");
            guesser.awaitState("idle");
        }
        guesser.dial(bridge());
        Awaitility.await().until(guesser::lastEnd, end -> end.startsWith("480"));
    }

    @Test
    @Feature("A147")
    void aConferenceThatNobodyMayCallHasNoPin() {
        Client client = start("--no-dial-in");

        assertThat(client.lines()).noneMatch(line -> line.startsWith("People may call"));
    }

    private static Client follow(String user, Client owner) {
        return SCENE.keep(Client.run(SCENE.product.sip(), user, Scene.PASSWORD, "follow", owner.conference()));
    }

    private static Client start(String option) {
        Client client = SCENE.keep(Client.run(SCENE.product.sip(), "carol", Scene.PASSWORD, "start", option, "--me",
                SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice())));
        client.awaitState("Alice", "in the call");
        return client;
    }

    /** What the client shows for people to be told. */
    private static String pin(Client client) {
        return client.awaitLine("People may call", "and enter").replaceAll("^.* and enter ([0-9]+)#.*$", "$1");
    }

    private static String bridge() {
        return "sip:bridge@" + Product.DOMAIN;
    }

    private static void dialIn(Telephone telephone, String address) {
        telephone.dial(address);
        telephone.awaitState("connected");
    }
}
