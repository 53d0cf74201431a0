package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.RawSip;
import io.bridgehead.test.RawSip.Transport;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/**
 * Whoever proves nothing moves nothing, by whatever method and transport; and what users may not is refused by its own number.
 */
class StrangersIT {

    /** Not what the gateway tells users who have registered: that goes on beside the tests. */
    private static final String MESSAGES = "message WHERE CAST(raw AS TEXT) LIKE '%createConference%' OR CAST(raw AS TEXT) LIKE '%knock%'";
    /** Not the registrations of users and of our own parts, which come and go with their connections. */
    private static final String LOCATIONS = "location WHERE contact LIKE '%192.0.2.%'";
    private static final List<String> TABLES = List.of(MESSAGES, LOCATIONS, "conference", "conference_event", "outbox",
            "answered_command");

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private WireTelephone telephone;

    @BeforeEach
    void telephone() {
        telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
    }

    private static Map<String, Long> rows() {
        return TABLES.stream()
                .collect(Collectors.toMap(table -> table, SCENE.product::rows, (one, other) -> one, TreeMap::new));
    }

    static Stream<Arguments> everyMethodByEveryTransport() {
        Map<String, Integer> answers = Map.of("REGISTER", 401, "MESSAGE", 407, "INVITE", 407, "SUBSCRIBE", 405, "PUBLISH", 405,
                "NOTIFY", 405, "REFER", 405, "DANCE", 501);
        return Stream.of(Transport.values()).flatMap(transport -> answers.entrySet().stream()
                .map(entry -> Arguments.of(transport, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("everyMethodByEveryTransport")
    @Threat(1)
    @Feature("A008")
    void whoProvesNothingMovesNothing(Transport transport, String method, int status) {
        Map<String, Long> before = rows();
        String command = Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri());

        for (String to : List.of("conference", "alice")) {
            SipText answer = RawSip.ask(SCENE.product, transport, RawSip.request(transport, method, Product.address("carol"),
                    Product.address(to), command, "Contact: <sip:carol@192.0.2.99>", "Content-Type: " + Soap.CONTENT_TYPE));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers(status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate"))
                    .hasSize(status == 401 || status == 407 ? 2 : 0);
            assertThat(answer.header("Allow").isEmpty()).isEqualTo(status != 405 && status != 501);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(telephone.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "MESSAGE", "INVITE", "BYE", "UPDATE", "INFO" })
    @Threat(1)
    void aDialogThatWasNeverBegunOpensNoDoor(String method) {
        Map<String, Long> before = rows();
        String request = RawSip.request(Transport.TCP, method, Product.address("carol"), Product.address("conference"),
                Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri()), "Content-Type: " + Soap.CONTENT_TYPE)
                .replaceFirst("\r\nTo: <[^>]*>", "$0;tag=made-up");

        assertThat(RawSip.ask(SCENE.product, Transport.TCP, request).status()).isIn(403, 405, 407, 481);
        assertThat(rows()).isEqualTo(before);
        assertThat(telephone.requests()).isEmpty();
    }

    @Test
    @Threat(18)
    void aFloodOfChallengesLeavesNothing() {
        Map<String, Long> before = rows();
        SipWire stranger = SCENE.unknownWire();
        for (int i = 0; i < 20; i++) {
            int already = stranger.received().size();
            StringBuilder flood = new StringBuilder();
            for (int k = 0; k < 500; k++) {
                flood.append(stranger.message("carol", "alice", "text/plain", "knock").text());
            }
            stranger.sendRaw(flood.toString());
            stranger.awaitCount(already + 500);
        }

        assertThat(stranger.received()).allSatisfy(answer -> assertThat(answer.status()).isIn(407, 503))
                .anySatisfy(answer -> assertThat(answer.status()).isEqualTo(407));
        assertThat(rows()).isEqualTo(before);
        SCENE.wire("carol");
    }

    @ParameterizedTest
    @CsvSource({ "Proxy-Require: teleport, 420, Unsupported", "Max-Forwards: 0, 483, ''" })
    @Threat(4)
    void whatAUserAsksBeyondUsIsRefusedByItsOwnNumber(String header, int status, String named) {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");
        SipWire.Request request = bob.message("bob", "alice", "text/plain", "too far");

        SipText answer = bob.exchange(header.startsWith("Max") ? request.maxForwards(0) : request.with(header), "bob",
                Scene.PASSWORD);

        assertThat(answer.status()).isEqualTo(status);
        if (!named.isEmpty()) {
            assertThat(answer.header(named)).isEqualTo("teleport");
        }
        assertThat(alice.received()).noneMatch(message -> message.body().contains("too far"));
    }

    @Test
    void aRegistrationThatRequiresTheUnknownIsRefused() {
        SipWire alice = SCENE.unknownWire();

        assertThat(alice.exchange(alice.register("alice").with("Require: path, teleport"), "alice", Scene.PASSWORD))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(420))
                .satisfies(answer -> assertThat(answer.header("Unsupported")).isEqualTo("teleport"));
        assertThat(alice.exchange(alice.register("alice").with("Require: path"), "alice", Scene.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    @Threat(14)
    void whatStrangersSendStaysOnItsLineOfTheLog() {
        String forged = "2026-11-20 18:00:00,000 ERROR [bridgehead] (main) forged";
        SipWire alice = SCENE.wire("alice");
        alice.exchange(alice.message("alice", "bob", "text/plain", "x").from("sip:%0D%0A" + forged.replace(" ", "%20") + "@"
                + Product.DOMAIN), "alice", Scene.PASSWORD);
        SipWire stranger = SCENE.unknownWire();
        stranger.exchange(stranger.register("eve\u001b[2J"), "eve\u001b[2J" + forged, "x");
        stranger.exchange(stranger.register("x".repeat(1000)), "x".repeat(1000), "x");
        stranger.exchange(stranger.register("carol").with("User-Agent: \u001b[31m" + "x".repeat(4000)), "carol", "wrong");

        SCENE.wire("carol");
        assertThat(SCENE.product.log().lines()).noneMatch(line -> line.startsWith(forged.substring(0, 23)))
                .allMatch(line -> line.chars().noneMatch(c -> c < ' ' && c != '\t')).allMatch(line -> line.length() < 5000);
    }
}
