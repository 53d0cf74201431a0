package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Carrier;
import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;

/** Telephone numbers are called through a provider that challenges our calls; what may not be called never reaches it. */
class TrunkIT {

    private static final int WRONG_PASSWORD = 5;
    private static final Carrier CARRIER = new Carrier();

    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts()
            .set("bridgehead.bridge.embedded.trunk.address", CARRIER.address("udp"))
            .set("bridgehead.bridge.embedded.trunk.domain", Carrier.DOMAIN)
            .set("bridgehead.bridge.embedded.trunk.user", Carrier.USER)
            .set("bridgehead.bridge.embedded.trunk.password", Carrier.PASSWORD)
            .set("bridgehead.bridge.embedded.trunk.caller-number", Carrier.NUMBER)
            .set("bridgehead.conference-service.dial-plan.international-prefix", "00")
            .set("bridgehead.conference-service.dial-plan.allowed-prefixes", "+49")
            .set("bridgehead.conference-service.dial-plan.denied-prefixes", "+49900")
            .set("bridgehead.bridge.accounts.small.bridge", "embedded")
            .set("bridgehead.bridge.accounts.small.users", "carol")
            .set("bridgehead.bridge.accounts.small.port-allowance", "2"));

    @AfterAll
    static void closeCarrier() {
        CARRIER.close();
    }

    @Test
    @Feature({ "A044", "A048", "A176" })
    void numbersAreCalledThroughTheProviderAndHeard() {
        Client client = SCENE.start("Carol <tel:" + Carrier.numberOf(SCENE.carol()) + ">",
                "Alice <00" + Carrier.numberOf(SCENE.alice()).substring(1) + ">");

        client.awaitState("Carol", "in the call");
        client.awaitState("Alice", "in the call");
        SCENE.alice().hangUp();
        client.awaitState("Alice", "has left the call");
    }

    /** A database, accounts with passwords, lists, a gateway to the telephone network, audio and text: one process. */
    @Test
    @Feature({ "A186", "A187" })
    void oneProcessIsAllThatIsNeeded() {
        Client carol = SCENE.start("Carol <tel:" + Carrier.numberOf(SCENE.carol()) + ">",
                "Alice <tel:" + Carrier.numberOf(SCENE.alice()) + ">");
        carol.awaitState("Alice", "in the call");
        SCENE.carol().awaitHears(SCENE.alice());
        assertThat(run("carol", Scene.PASSWORD, 0, "list")).contains(carol.conference(), "2 of 2 in the call");
        assertThat(underWay()).contains(carol.conference());
        SipWire bob = SCENE.wire("bob");
        run("alice", Scene.PASSWORD, 0, "message", Product.address("bob"), "Will you join us?");
        bob.awaitMessage("Will you join us?");

        carol.type("end");
        assertThat(carol.exitCode()).isZero();
        assertThat(underWay()).doesNotContain(carol.conference());
        run("carol", "guessed", WRONG_PASSWORD, "list");
    }

    private static String underWay() {
        return answer("carol", Soap.envelope(Soap.messageId(), "listConferences", "<c:activeOnly>true</c:activeOnly>"),
                "listConferencesResponse");
    }

    private static String run(String user, String password, int exit, String... command) {
        Client client = SCENE.keep(Client.run(SCENE.product.sip(), user, password, command));
        assertThat(client.exitCode()).as(client.lines().toString()).isEqualTo(exit);
        return String.join("\n", client.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = { "tel:+49900123456", "+49 (0) 900 123456", "0049900123456", "sip:+49900123456@carrier.example",
            "tel:+1 212 5550100", "112", "tel:112;phone-context=+49", "sip:112@carrier.example" })
    @Threat(16)
    void whatMayNotBeCalledIsRefusedAndNeverReachesTheProvider(String forbidden) {
        int before = SCENE.alice().calls();
        assertThat(fault(Soap.createConference(Soap.messageId(), Carrier.numberOf(SCENE.carol()), forbidden)))
                .contains("number-not-allowed", "may not be called");

        assertThat(SCENE.alice().calls()).isEqualTo(before);
        assertThat(CARRIER.wasAskedToCall("+49900")).isFalse();
        assertThat(CARRIER.wasAskedToCall("112")).isFalse();
        assertThat(CARRIER.wasAskedToCall("+1")).isFalse();
    }

    @Test
    @Feature("A030")
    void anAccountHasItsOwnUsersAndPorts() {
        String two = onAccount("small", SCENE.carol().uri(), SCENE.alice().uri());
        String three = onAccount("small", SCENE.carol().uri(), SCENE.alice().uri(), SCENE.bob().uri());

        assertThat(fault(three)).contains("port-allowance-exceeded");
        assertThat(fault(onAccount("secret", SCENE.carol().uri(), SCENE.alice().uri()))).contains("unknown-account");
        assertThat(answer("alice", two, "Fault")).contains("unknown-account");
        assertThat(answer("carol", two, "createConferenceResponse")).contains("conferenceId");
    }

    private static String onAccount(String account, String initiator, String... participants) {
        return Soap.createConference(Soap.messageId(), initiator, participants).replace("</c:createConference>",
                "<c:account>" + account + "</c:account></c:createConference>");
    }

    private static String fault(String envelope) {
        return answer("carol", envelope, "Fault");
    }

    private static String answer(String user, String envelope, String element) {
        SipWire wire = SCENE.wire(user);
        assertThat(wire.exchange(wire.message(user, "conference", Soap.CONTENT_TYPE, envelope), user, Scene.PASSWORD).status())
                .isEqualTo(200);
        return wire.awaitMessage(element).body();
    }
}
