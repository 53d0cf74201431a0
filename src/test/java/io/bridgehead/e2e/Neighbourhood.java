package io.bridgehead.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.TestAuthority;
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
            .set("bridgehead.sip.allowed-origins", "*").set("quarkus.http.host", "0.0.0.0")
            .set("bridgehead.sip.transports", "udp,tcp,tls,wss");
    private final int tlsPort = Ports.free();
    private final int webSocketPort = Ports.free();
    private final List<AutoCloseable> open = new ArrayList<>();
    private NatNetwork network;
    private Path directory;
    private TestAuthority authority;
    private SipWire alice;

    @Override
    public void beforeAll(ExtensionContext context) {
        NatNetwork.assumePermitted();
        network = keep(new NatNetwork());
        directory = Gateway.directory();
        authority = new TestAuthority(directory);
        TestAuthority.Certificate own = authority.issue("product", "ip:" + network.server());
        product.set("bridgehead.sip.tls.port", tlsPort).set("bridgehead.sip.wss-port", webSocketPort)
                .set("bridgehead.sip.tls.certificate", own.certificate()).set("bridgehead.sip.tls.key", own.key());
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

    /** Where those inside find the product. */
    Site site() {
        String host = network.server();
        return new Site(host, product.sip().getPort(), tlsPort,
                URI.create("ws://" + host + ":" + product.webSocket().getPort() + "/sip"),
                URI.create("wss://" + host + ":" + webSocketPort + "/sip"), authority.authority(), Product.DOMAIN,
                Scene.PASSWORD,
                network::inside, directory);
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
