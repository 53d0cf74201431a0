package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;

/** Users who take part see the conference in their own client, and do there what members may. */
class MembersIT {

    /** Debian's baresip 1.0 gives up on any challenge that offers SHA-256, even beside MD5. */
    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts().set("bridgehead.sip.auth.algorithms", "MD5"));

    private static Client member(String user, String conference) {
        return SCENE.keep(Client.run(SCENE.product.sip(), user, Scene.PASSWORD, "follow", conference));
    }

    @Test
    @Feature({ "A144", "A145", "A146", "A148", "A182" })
    void seeRaiseTheirHandLeadWhenAskedToAndLeave() {
        SCENE.keep(Telephones.registered(SCENE.product.sip(), Product.DOMAIN, Scene.PASSWORD, "alice", "bob"));
        SipWire dave = SCENE.wire("dave");
        Client carol = SCENE.start(SCENE.named(SCENE.carol()), "Alice <" + Product.address("alice") + ">",
                "Bob <" + Product.address("bob") + ">", SCENE.named(SCENE.bob()).replace("Bob", "Zoe"));
        carol.awaitState("Alice", "in the call");
        carol.awaitState("Bob", "in the call");
        Client alice = member("alice", carol.conference());
        Client bob = member("bob", carol.conference());

        alice.awaitState("Zoe", "in the call");
        alice.type("roster");
        alice.awaitLine("p2", "Alice", "in the call", "alice@" + Product.DOMAIN);
        alice.awaitLine("p4", "Zoe", "in the call", "telephone only");
        carol.type("roster");
        carol.awaitLine("p4", "Zoe", "in the call", "telephone only, " + SCENE.bob().uri());
        assertThat(alice.lines()).noneMatch(line -> line.contains(SCENE.bob().uri()));
        alice.type("hand");
        carol.awaitLine("Alice wants to speak");
        bob.awaitState("Alice", "in the call (hand up)");

        String yan = SCENE.named(SCENE.alice()).replace("Alice", "Yan");
        alice.type("add " + yan);
        alice.awaitLine("Refused adding Yan", "Only the owner and the moderator");
        carol.type("policy adding=participants");
        alice.awaitLine("The policy of the conference was changed");
        alice.type("add " + yan);
        carol.awaitState("Yan", "in the call");
        bob.awaitState("Yan", "in the call");

        alice.type("remove Bob");
        alice.awaitLine("Refused removing Bob", "Only the owner and the moderator");
        carol.type("moderator alice");
        alice.awaitLine("alice@" + Product.DOMAIN + " is the moderator now");
        alice.type("remove Bob");
        bob.awaitLine("You were removed");
        assertThat(bob.exitCode()).isEqualTo(10);

        alice.type("leave");
        carol.awaitState("Alice", "has left the call");
        assertThat(dave.received()).noneMatch(message -> message.body().contains("reportStatus"));
    }
}
