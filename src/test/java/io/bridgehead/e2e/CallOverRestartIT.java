package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipParty;
import io.bridgehead.test.SipParty.Dialog;

/** A call that stands while the IM server is restarted can be changed and hung up afterwards, by either side. */
class CallOverRestartIT {

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    @ParameterizedTest
    @CsvSource({ "udp, udp", "tcp, udp", "udp, tcp", "tcp, tcp" })
    @Feature("A042")
    void isHungUpAfterwards(String callers, String callees) {
        try (SipParty alice = party(callers, "alice"); SipParty bob = party(callees, "bob")) {
            alice.register();
            bob.register();
            Dialog call = alice.call(bob.address());
            Dialog other = bob.awaitCall();

            PRODUCT.kill9();
            PRODUCT.restart();
            // A broken connection is opened anew, and the device registers by it with the contact it had (RFC 5626 section 4.4).
            alice.connect();
            bob.connect();
            assertThat(alice.register().status()).isEqualTo(200);
            assertThat(bob.register().status()).isEqualTo(200);

            assertThat(call.ask("INFO").status()).isEqualTo(200);
            assertThat(other.ask("INFO").status()).isEqualTo(200);
            assertThat(other.ask("BYE").status()).isEqualTo(200);
            alice.awaitRequest("BYE", call.callId());
            alice.unregister();
            bob.unregister();
        }
    }

    @Test
    @Feature("A042")
    void isToldWhenTheOtherSideHasNotComeBack() {
        try (SipParty alice = party("udp", "alice"); SipParty bob = party("tcp", "bob")) {
            alice.register();
            bob.register();
            Dialog call = alice.call(bob.address());
            bob.awaitCall();
            bob.disconnect();

            // RFC 5626 section 5.3: the flow has failed.
            assertThat(call.ask("BYE").status()).isIn(430, 503, 500);
            alice.unregister();
        }
    }

    private static SipParty party(String transport, String user) {
        return new SipParty(transport, PRODUCT.sip(), user, Product.DOMAIN, Scene.PASSWORD);
    }
}
