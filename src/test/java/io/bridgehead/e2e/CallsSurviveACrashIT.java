package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Telephones.Telephone;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** kill -9 of the process with the embedded bridge ends no call, and leaves no telephone ringing or connected to nothing. */
class CallsSurviveACrashIT {

    /** How soon the roster must be right after the restart. */
    private static final int SOON = 10;

    private static Product product;
    private static Telephones telephones;

    @BeforeAll
    static void start() {
        product = Product.withDemoAccounts().start();
        telephones = Telephones.directly(2);
    }

    @AfterAll
    static void stop() {
        telephones.close();
        product.close();
    }

    @Test
    @Threat({ 23, 25 })
    void telephonesHearEachOtherAgainAndCanBeHungUp() {
        Telephone carol = telephones.get(0);
        Telephone alice = telephones.get(1);
        String conference;
        try (Client client = Client.start(product.sip(), "carol", Scene.PASSWORD, "Carol <" + carol.uri() + ">",
                "Alice <" + alice.uri() + ">")) {
            client.awaitState("Alice", "in the call");
            carol.awaitHears(alice);
            conference = client.conference();
            product.kill9();
        }

        product.restart();

        carol.awaitHears(alice);
        alice.awaitHears(carol);
        assertThat(product.rows("conference WHERE active")).isEqualTo(1);
        try (SipWire wire = new SipWire(product.sip(), Product.DOMAIN)) {
            wire.register("carol", Scene.PASSWORD);
            assertThat(wire.exchange(
                    wire.message("carol", "conference", Soap.CONTENT_TYPE, Soap.endConference(Soap.messageId(), conference)),
                    "carol", Scene.PASSWORD).status()).isEqualTo(200);
        }
        carol.awaitState("idle");
        alice.awaitState("idle");
        Awaitility.await().atMost(SOON, TimeUnit.SECONDS).until(() -> product.rows("conference WHERE active") == 0);
        Awaitility.await().atMost(SOON, TimeUnit.SECONDS).until(() -> product.rows("bridge_leg") == 0);
    }

    @Test
    @Threat(25)
    void aTelephoneThatRingsIsCancelledAfterwardsAndNotCalledTwice() {
        try (WireTelephone answers = new WireTelephone(WireTelephone.Behaviour.ANSWERS);
                WireTelephone rings = new WireTelephone(WireTelephone.Behaviour.RINGS)) {
            String conference;
            try (SipWire wire = new SipWire(product.sip(), Product.DOMAIN)) {
                wire.register("carol", Scene.PASSWORD);
                wire.exchange(wire.message("carol", "conference", Soap.CONTENT_TYPE,
                        Soap.createConference(Soap.messageId(), answers.uri(), rings.uri())), "carol", Scene.PASSWORD);
                conference = Soap.text(wire.awaitMessage("createConferenceResponse").body(), "conferenceId");
                wire.awaitMessage("reportStatus", "id>p2<", "state>alerting<");
                product.kill9();
            }

            product.restart();

            try (SipWire wire = new SipWire(product.sip(), Product.DOMAIN)) {
                wire.register("carol", Scene.PASSWORD);
                wire.exchange(
                        wire.message("carol", "conference", Soap.CONTENT_TYPE,
                                Soap.endConference(Soap.messageId(), conference)),
                        "carol", Scene.PASSWORD);
            }
            Awaitility.await().atMost(SOON, TimeUnit.SECONDS).until(() -> rings.saw("CANCEL") && answers.saw("BYE"));
            assertThat(List.of(answers.calls().size(), rings.calls().size())).containsOnly(1);
        }
    }
}
