package io.bridgehead.e2e;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.bridgehead.test.Client;
import io.bridgehead.test.Operations;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Telephones.Telephone;

/** One product and some telephones for all tests of a class: Carol starts conferences, Alice and Bob are called. */
final class Scene implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final String PASSWORD = "demo";

    private static final List<String> NAMES = List.of("Carol", "Alice", "Bob");

    final Product product;
    private Telephones telephones;
    private final List<AutoCloseable> ofThisTest = new ArrayList<>();

    Scene() {
        this(Product.withDemoAccounts());
    }

    Scene(Product product) {
        this.product = product;
    }

    Telephone carol() {
        return telephones.get(0);
    }

    Telephone alice() {
        return telephones.get(1);
    }

    Telephone bob() {
        return telephones.get(2);
    }

    /** The address of a telephone with the name of its owner, as people type it. */
    String named(Telephone telephone) {
        return NAMES.get(telephones.all().indexOf(telephone)) + " <" + telephone.uri() + ">";
    }

    /** Carol types the command that starts a conference. */
    Client start(String me, String... others) {
        return keep(Client.start(product.sip(), "carol", PASSWORD, me, others));
    }

    /** Carol's conference with Alice, both in the call. */
    Client carolWithAlice() {
        Client client = start(named(carol()), named(alice()));
        client.awaitState("Carol", "in the call");
        client.awaitState("Alice", "in the call");
        return client;
    }

    Operations operations(Client client) {
        return new Operations(product, client.conference());
    }

    /** A registered user whose SIP is written by hand. */
    SipWire wire(String user) {
        SipWire wire = unknownWire();
        wire.register(user, PASSWORD);
        return wire;
    }

    /** A connection that nobody has registered on. */
    SipWire unknownWire() {
        return keep(new SipWire(product.sip(), Product.DOMAIN));
    }

    /** Closes something at the end of the test. */
    <T extends AutoCloseable> T keep(T resource) {
        ofThisTest.add(resource);
        return resource;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        telephones = Telephones.directly(NAMES.size());
        product.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable resource : ofThisTest) {
            resource.close();
        }
        ofThisTest.clear();
        telephones.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (telephones != null) {
            telephones.close();
        }
        product.afterAll(context);
    }
}
