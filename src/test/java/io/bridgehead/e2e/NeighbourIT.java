package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Kamailio;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipParty;
import io.bridgehead.test.SipParty.Dialog;
import io.bridgehead.test.Threat;

/** Messages and calls between our users and those of another company's Kamailio. */
class NeighbourIT {

    private static final String PARTNER = "127.0.0.4";

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    private final List<AutoCloseable> open = new ArrayList<>();
    private Kamailio partner;
    private SipParty alice;
    private SipParty zoe;

    @BeforeEach
    void meet() {
        partner = keep(Kamailio.partner(PARTNER, PRODUCT.sip(), "tcp"));
        PRODUCT.stop();
        PRODUCT.set("bridgehead.neighbours.partner.domains", "partner.example")
                .set("bridgehead.neighbours.partner.sources", PARTNER)
                .set("bridgehead.neighbours.partner.address", "tcp://" + PARTNER + ":" + partner.address().getPort()).restart();
        alice = keep(new SipParty("tcp", PRODUCT.sip(), "alice", Product.DOMAIN, Scene.PASSWORD));
        zoe = keep(new SipParty("udp", partner.address(), "zoe", "partner.example", "none"));
        assertThat(alice.register().status()).isEqualTo(200);
        assertThat(zoe.register().status()).isEqualTo(200);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @Test
    @Feature("A021")
    void messagesAndCallsGoBothWays() {
        assertThat(alice.message(zoe.address(), "to the partner").status()).isEqualTo(200);
        assertThat(zoe.awaitRequest("MESSAGE", "to the partner").header("P-Asserted-Identity"))
                .contains("alice@" + Product.DOMAIN);
        assertThat(zoe.message(alice.address(), "from the partner").status()).isEqualTo(200);
        assertThat(alice.awaitRequest("MESSAGE", "from the partner").header("P-Asserted-Identity"))
                .contains("zoe@partner.example");

        Dialog call = alice.call(zoe.address());
        assertThat(zoe.awaitCall().ask("BYE").status()).isEqualTo(200);
        alice.awaitRequest("BYE", call.callId());

        Dialog back = zoe.call(alice.address());
        alice.awaitCall();
        assertThat(back.ask("BYE").status()).isEqualTo(200);
        alice.awaitRequest("BYE", back.callId());
    }

    @Test
    @Feature("A021")
    void theRefusalOfAnUnknownUserComesBack() {
        assertThat(alice.message("sip:nobody@partner.example", "hello").status()).isEqualTo(404);
        assertThat(zoe.message("sip:nobody@" + Product.DOMAIN, "hello").status()).isEqualTo(404);
    }

    @Test
    @Threat(4)
    void nothingGoesToOtherDomainsNorFromOneNeighbourOn() {
        assertThat(alice.message("sip:x@elsewhere.example", "relay?").status()).isEqualTo(403);
        assertThat(alice.message("sip:zoe@partner.example.elsewhere.example", "relay?").status()).isEqualTo(403);
        assertThat(zoe.message("sip:x@elsewhere.example", "relay?").status()).isEqualTo(403);
    }

    @Test
    @Threat(3)
    void whoIsNotTheNeighbourIsAskedForAPassword() {
        SipParty impostor = keep(new SipParty("udp", PRODUCT.sip(), "zoe", "partner.example", "none"));
        assertThat(impostor.send("MESSAGE", alice.address(), alice.address(), "Content-Type: text/plain").status())
                .isEqualTo(407);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }
}
