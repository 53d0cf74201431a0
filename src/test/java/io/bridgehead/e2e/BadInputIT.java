package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.RefusedMessages;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;

/** Whatever is wrong with a command gets its own answer, and no telephone rings because of it. */
class BadInputIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private WireTelephone telephone;
    private Instant begin;

    @BeforeEach
    void telephone() {
        begin = Instant.now();
        telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
    }

    /** A proper command proves that a call would have come by now if the bad one had made one. */
    @AfterEach
    void noCallWasMade() {
        WireTelephone proof = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        SipWire dave = SCENE.wire("dave");
        SipText answer = dave.exchange(command(dave, "dave", "conference",
                Soap.createConference(Soap.messageId(), proof.uri(), "sip:nobody@127.0.0.1:9")), "dave", Scene.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        String conference = Soap.text(dave.awaitMessage("createConferenceResponse").body(), "conferenceId");
        dave.awaitMessage("reportStatus", conference, "state>alerting<");

        assertThat(telephone.requests()).isEmpty();
    }

    /** What a user sent since the test began is in the message log as refused, with this code. */
    private void isLoggedAsRefused(String user, String code, String what) {
        assertThat(new RefusedMessages(SCENE.product).since(begin)).as("refused")
                .anySatisfy(row -> assertThat(row).containsEntry("user", user + "@" + Product.DOMAIN)
                        .containsEntry("code", code).containsEntry("what", what));
    }

    /**
     * Strangers leave nothing in the message log, but a warning for the operator. What the gateway tells people of earlier
     * tests,
     * who are away by now, is in it.
     */
    private void isWarnedOf(String... words) {
        Awaitility.await().until(() -> SCENE.product.log().lines().filter(line -> line.contains("WARN"))
                .anyMatch(line -> List.of(words).stream().allMatch(line::contains)));
        assertThat(new RefusedMessages(SCENE.product).since(begin))
                .filteredOn(row -> !("conference@" + Product.DOMAIN).equals(row.get("user"))).isEmpty();
    }

    private String create() {
        return Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri());
    }

    private static SipWire.Request command(SipWire wire, String from, String to, String envelope) {
        return wire.message(from, to, Soap.CONTENT_TYPE, envelope);
    }

    /** Sends a body as Carol; the fault that comes back. */
    private static String fault(String envelope) {
        SipWire carol = SCENE.wire("carol");
        SipText answer = carol.exchange(command(carol, "carol", "conference", envelope), "carol", Scene.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        return carol.awaitMessage("Fault").body();
    }

    private static int status(String contentType, String body) {
        SipWire carol = SCENE.wire("carol");
        return carol.exchange(carol.message("carol", "conference", contentType, body), "carol", Scene.PASSWORD).status();
    }

    @Test
    @Feature("A008")
    void aCommandWithoutCredentialsIsChallenged() {
        SipWire wire = SCENE.unknownWire();

        SipText answer = wire.exchange(command(wire, "carol", "conference", create()));

        assertThat(answer.status()).isEqualTo(407);
        assertThat(answer.headers("Proxy-Authenticate")).isNotEmpty();
    }

    @Test
    @Feature("A008")
    void aWrongPasswordIsChallengedAgain() {
        SipWire wire = SCENE.unknownWire();

        assertThat(wire.exchange(command(wire, "carol", "conference", create()), "carol", "guessed").status()).isEqualTo(407);
        assertThat(wire.exchange(wire.register("carol"), "carol", "guessed").status()).isEqualTo(401);
        isWarnedOf("MESSAGE", "WRONG_CREDENTIALS");
        isWarnedOf("REGISTER", "WRONG_CREDENTIALS");
        assertThat(SCENE.product.log()).doesNotContain("guessed");
    }

    @Test
    @Feature("A009")
    void nobodyRegistersAsTheGatewayWithoutItsPassword() {
        SipWire wire = SCENE.unknownWire();

        assertThat(wire.exchange(wire.register("conference"), "conference", Scene.PASSWORD).status()).isEqualTo(401);
        assertThat(wire.exchange(wire.register("conference"), "carol", Scene.PASSWORD).status()).isEqualTo(403);
    }

    @Test
    void aForgedSenderIsForbidden() {
        SipWire carol = SCENE.wire("carol");

        SipText answer = carol.exchange(
                command(carol, "carol", "conference", create()).from(Product.address("alice")), "carol", Scene.PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        isLoggedAsRefused("carol", "403", "createConference");
    }

    @Test
    void anIdentityThatTheClientSignsItselfIsWorthless() {
        SipWire carol = SCENE.wire("carol");
        int before = SCENE.alice().calls();

        SipText answer = carol.exchange(command(carol, "carol", "conference",
                Soap.endConference(Soap.messageId(), "c1")).with("P-Asserted-Identity: <" + Product.address("alice") + ">")
                .with("Bridgehead-Identity: x"), "carol", Scene.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        carol.awaitMessage("unknown-conference");
        assertThat(SCENE.alice().calls()).isEqualTo(before);
    }

    @Test
    @Feature("A007")
    void aBodyThatIsNoSoapIsRefused() {
        assertThat(status(Soap.CONTENT_TYPE, "call me")).isEqualTo(400);
        assertThat(status(Soap.CONTENT_TYPE, "<conference/>")).isEqualTo(400);
        isLoggedAsRefused("carol", "400", "message");
        assertThat(status("text/plain", "call me")).isEqualTo(415);
        isLoggedAsRefused("carol", "415", "message");
    }

    @Test
    @Feature("A007")
    void aDocumentTypeIsRefused() {
        assertThat(status(Soap.CONTENT_TYPE,
                "<!DOCTYPE s:Envelope [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + create())).isEqualTo(400);
        isLoggedAsRefused("carol", "400", "message");
    }

    @Test
    void anUnknownOperationIsAFault() {
        assertThat(fault(Soap.envelope(Soap.messageId(), "startWar", ""))).contains("unknown-operation", "startWar");
        isLoggedAsRefused("carol", "unknown-operation", "Fault");
    }

    @Test
    @Feature("A001")
    void aConferenceOfOneIsAFaultThatSaysSo() {
        assertThat(fault(Soap.createConference(Soap.messageId(), telephone.uri()))).contains("too-few-participants",
                "A conference needs at least two participants");
        isLoggedAsRefused("carol", "too-few-participants", "Fault");
    }

    @Test
    void anAddressThatIsNoneIsAFault() {
        assertThat(fault(Soap.createConference(Soap.messageId(), telephone.uri(), "http://example.org/"))).contains("address");
    }

    @Test
    @Feature("A040")
    void anUnknownUserIsNotFound() {
        SipWire carol = SCENE.wire("carol");

        SipText answer = carol.exchange(carol.message("carol", "nobody", "text/plain", "hello"), "carol", Scene.PASSWORD);

        assertThat(answer.status()).isEqualTo(404);
        isLoggedAsRefused("carol", "404", "message");
    }
}
