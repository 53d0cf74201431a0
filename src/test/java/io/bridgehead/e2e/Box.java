package io.bridgehead.e2e;

import java.net.URI;
import java.nio.file.Path;

import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Product;

/** The bridge in the box as a process of its own, which a conference service knows as {@code box}. */
final class Box {

    private static final String SECRET = "a secret of the bridge and the conference service";

    private Box() {
    }

    /** The process, to be started. */
    static Product product(URI events) {
        return Product.withDemoAccounts().set("bridgehead.roles", "bridge").set("bridgehead.process-name", "box")
                .set("bridgehead.bridge.embedded.http.events-url", events)
                .set("bridgehead.bridge.embedded.http.secret", SECRET);
    }

    /** The folder with the file that plugs it in. */
    static Path folder(Product bridge) {
        return folder(bridge, 10_000);
    }

    /** The same, spoken with by HTTPS at a port. */
    static Path secureFolder(int port) {
        return PartnerBridge.folder("box", SECRET, "https://127.0.0.1:" + port + "/bridge", 10_000);
    }

    /** The same with the milliseconds after which a bridge that does not answer counts as gone. */
    static Path folder(Product bridge, int patience) {
        return PartnerBridge.folder("box", SECRET, bridge.http("/bridge"), patience);
    }
}
