package io.bridgehead.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
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
}
