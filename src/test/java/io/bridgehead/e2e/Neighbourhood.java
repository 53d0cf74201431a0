package io.bridgehead.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.interop.Gateway;
import io.bridgehead.test.interop.NatNetwork;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Site;

/** One product, one home network behind a router, and Alice outside, who writes to those inside and gets what they write. */
final class Neighbourhood implements BeforeAllCallback, AfterAllCallback {

    static final String ALICE = "alice";

    // Debian's baresip 1.0 gives up on any challenge that offers SHA-256; pages come from ports of their own.
    final Product product = Product.withDemoAccounts().set("bridgehead.sip.host", "0.0.0.0")
            .set("bridgehead.bridge.embedded.sip-host", "127.0.0.1").set("bridgehead.bridge.embedded.media-host", "127.0.0.1")
            .set("bridgehead.sip.auth.algorithms", "MD5").set("bridgehead.registrar.minimum-expiry", "10S")
            .set("bridgehead.sip.allowed-origins", "*");
    private final List<AutoCloseable> open = new ArrayList<>();
    private NatNetwork network;
    private Path directory;
    private SipWire alice;

    @Override
    public void beforeAll(ExtensionContext context) {
        NatNetwork.assumePermitted();
        network = keep(new NatNetwork());
        directory = Gateway.directory();
        product.set("bridgehead.domain.aliases", "localhost,127.0.0.1," + network.server()).start();
        connectAlice();
    }

    NatNetwork network() {
        return network;
    }

    Path directory() {
        return directory;
    }

    SipWire alice() {
        return alice;
    }

    /** Where those inside find the product, with another URL for WebSocket than the product's own. */
    Site site(String webSocket) {
        return new Site(network.server(), product.sip().getPort(), webSocket, Product.DOMAIN, Scene.PASSWORD, network::inside,
                directory);
    }

    /** Where those inside find the product. */
    Site site() {
        return site("ws://" + network.server() + ":" + product.webSocket().getPort() + "/sip");
    }

    void connectAlice() {
        alice = keep(new SipWire(product.sip(), Product.DOMAIN));
        alice.register(ALICE, Scene.PASSWORD);
    }

    /** The product is stopped and started again, and Alice is back. */
    void restart() {
        product.stop();
        product.restart();
        connectAlice();
    }

    /** Alice writes to somebody inside; gives the status of the answer: 200 delivered, 202 kept. */
    int write(Peer to, String text) {
        try (SipWire wire = new SipWire(product.sip(), Product.DOMAIN)) {
            return wire.exchange(wire.message(ALICE, to.user(), "text/plain", text), ALICE, Scene.PASSWORD).status();
        }
    }

    /** Closes something at the end, the last first. */
    <T extends AutoCloseable> T keep(T resource) {
        open.add(0, resource);
        return resource;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        product.afterAll(context);
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }
}
