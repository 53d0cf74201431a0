package io.bridgehead.e2e;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;
import io.bridgehead.test.Threat;
import io.bridgehead.test.interop.Gateway;
import io.bridgehead.test.interop.Peer;
import io.bridgehead.test.interop.Peers;
import io.bridgehead.test.interop.Site;

/** Pages of other origins, in a real browser: somebody's page must not speak to us with the visitor's browser as its hands. */
class InteropOriginIT {

    private static final int SECONDS = 30;

    private final int pagePort = Ports.free();

    private Site site(Product product) {
        URI url = product.webSocket();
        return new Site("127.0.0.1", product.sip().getPort(), 0, url, url, Gateway.directory(), Product.DOMAIN, Scene.PASSWORD,
                command -> command, Gateway.directory());
    }

    @Test
    @Threat(9)
    void aPageFromAnotherPortIsRefusedUntilItsOriginIsAllowed() {
        try (Product product = Product.withDemoAccounts().start()) {
            try (Peer page = chromium(product)) {
                page.start();
                page.awaitPrinted("Unexpected response code: 403", SECONDS);
            }

            product.stop();
            product.set("bridgehead.sip.allowed-origins", "http://127.0.0.1:" + pagePort).restart();
            try (Peer page = chromium(product)) {
                page.start();
                page.awaitRegistered();
            }
        }
    }

    private Peer chromium(Product product) {
        return Peers.jsSipInChromium("WS", "carol", site(product), Map.of("PAGE_PORT", Integer.toString(pagePort)));
    }
}
