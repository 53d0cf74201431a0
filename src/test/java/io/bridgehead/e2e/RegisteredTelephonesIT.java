package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;

/** Telephones that register with us are called by the address of their user. */
class RegisteredTelephonesIT {

    /** Debian's baresip 1.0 gives up on any challenge that offers SHA-256, even beside MD5. */
    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts().set("bridgehead.sip.auth.algorithms", "MD5"));

    @Test
    @Feature("A039")
    void areCalledByTheAddressOfTheirUser() {
        Telephones desks = SCENE
                .keep(Telephones.registered(SCENE.product.sip(), Product.DOMAIN, Scene.PASSWORD, "alice", "bob"));
        Client client = SCENE.start("Alice <" + Product.address("alice") + ">", "Bob <" + Product.address("bob") + ">");

        client.awaitState("Alice", "in the call");
        client.awaitState("Bob", "in the call");
        desks.get(0).awaitHears(desks.get(1));
        desks.get(1).awaitHears(desks.get(0));
    }

    /** baresip refuses whatever is not plain text: 415. */
    @Test
    @Feature("A039")
    void areToldOnceWhatTheyCannotReadAndAClientBesideThemEverything() {
        SCENE.keep(Telephones.registered(SCENE.product.sip(), Product.DOMAIN, Scene.PASSWORD, "alice"));
        Client client = SCENE.start(SCENE.named(SCENE.bob()), "Alice <" + Product.address("alice") + ">");
        client.awaitState("Alice", "in the call");
        client.type("lock");
        client.awaitLine("locked");
        Awaitility.await().until(() -> SCENE.product.rows("outbox") == 0);

        assertThat(SCENE.product.rows("outcome o JOIN message m ON o.message_id = m.id WHERE o.response_code = 415"
                + " AND m.conference_id = '" + client.conference() + "'")).isBetween(1L, 2L);
        assertThat(SCENE.product.log()).doesNotContain("was refused by the IM server: 415");

        SipWire alice = SCENE.wire("alice");
        alice.awaitMessage("getConferenceResponse", client.conference());
        client.type("unlock");
        alice.awaitMessage("reportStatus", "lock-changed");
    }
}
