package io.bridgehead.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.LegId;
import io.bridgehead.test.Feature;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Threat;

/** The route template for partners, against a partner's bridge. */
class HttpBridgeRouteTest {

    private static final LegId LEG = new LegId("c1", "p1", 1);
    private static final BridgeCommand DIAL = new BridgeCommand.Dial(LEG, "tel:+4930123456", "Bob", "Budget");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final PartnerBridge partner = new PartnerBridge();
    private PartnerRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new PartnerRoutes(InetAddress::isLoopbackAddress);
    }

    @AfterEach
    void stop() {
        routes.close();
        partner.close();
    }

    @Test
    void aCommandArrivesSignedAndAsPublished() throws Exception {
        routes.with("acme", partner.url(), LONG);

        assertThat(routes.send(DIAL)).isEqualTo(DIAL);
        routes.send(new BridgeCommand.End("c1"));

        assertThat(partner.requests()).containsExactly("PUT /api/commands/c1.p1.1.dial", "PUT /api/commands/c1.end");
        assertThat(partner.commands().get(0)).isEqualTo(DIAL.toJson());
        assertThat(partner.breaches()).isEmpty();
    }

    @Test
    void theListOfLegsIsTheAnswer() throws Exception {
        routes.with("acme", partner.url(), LONG);
        BridgeLegs legs = new BridgeLegs("c1", List.of(new BridgeLegs.Leg(LEG, BridgeLegs.State.HELD, 3)));
        partner.answer(200, "{\"conference\":\"c1\",\"legs\":[{\"leg\":\"c1.p1.1\",\"state\":\"held\",\"sequence\":3}]}");

        assertThat(routes.send(new BridgeCommand.ListLegs("c1"))).isEqualTo(legs);
    }

    @ParameterizedTest
    @ValueSource(ints = { 202, 400, 404, 501 })
    void aBridgeThatCannotListLeavesTheCommand(int status) throws Exception {
        routes.with("acme", partner.url(), LONG);
        partner.answer(status, "");
        BridgeCommand list = new BridgeCommand.ListLegs("c1");

        assertThat(routes.send(list)).isEqualTo(list);
    }

    @Test
    @Threat(26)
    void garbageAsAnAnswerCountsAsNone() throws Exception {
        routes.with("acme", partner.url(), LONG);
        BridgeCommand list = new BridgeCommand.ListLegs("c1");

        for (String garbage : List.of("<html>", "null", "{\"legs\":7}",
                "{\"conference\":\"c1\",\"legs\":[{\"leg\":\"c2.p1.1\"}]}")) {
            partner.answer(200, garbage);
            assertThat(routes.send(list)).as(garbage).isEqualTo(list);
        }
    }

    @Test
    void whatTheBridgeWillNeverDialCountsAsRefused() throws Exception {
        routes.with("acme", partner.url(), LONG);
        partner.answer(400, "{\"error\":\"no such trunk\"}");

        routes.send(DIAL);
        routes.send(new BridgeCommand.HangUp(LEG, "removed"));

        assertThat(routes.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(BridgeEventKind.REFUSED);
            assertThat(event.leg()).isEqualTo(LEG);
            assertThat(event.cause().text()).isEqualTo("The bridge refused the call: no such trunk");
        });
    }

    @ParameterizedTest
    @Threat(26)
    @ValueSource(ints = { 401, 403, 404, 429, 500, 503 })
    void whatIsNotTakenComesAgain(int status) {
        routes.with("acme", partner.url(), LONG);
        partner.answer(status, "");

        assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(IOException.class)
                .hasMessageContaining("it answered " + status);
        assertThat(partner.requests()).as("the outbox repeats, nobody else").hasSize(1);
        assertThat(routes.catalog.available("acme")).isTrue();
    }

    @Test
    @Feature("A135")
    void wherePathsAreUnknownThereIsNoBridge() {
        routes.with("acme", partner.url(), Duration.ofMillis(200));
        partner.answer(404, "");
        partner.keepNoEvents();

        assertThatThrownBy(() -> routes.send(DIAL)).hasMessageContaining("it answered 404 (is the path in its url right?");
        Awaitility.await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            routes.watch.look();
            assertThat(routes.ended).containsExactly("acme");
        });
    }

    @Test
    void aBridgeThatKeepsNoEventsIsThereWhileItRefusesForNow() throws Exception {
        routes.with("acme", partner.url(), Duration.ofMillis(200));
        partner.answer(503, "");
        partner.keepNoEvents();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(IOException.class);
            routes.send(new EventsRequest(0));
            Thread.sleep(100);
        }
        assertThat(routes.ended).isEmpty();
    }

    @Test
    void aFailureIsSaidInWordsOfThePartner() throws Exception {
        routes.with("acme", "http://127.0.0.1:1", LONG);
        assertThatThrownBy(() -> routes.send(DIAL))
                .hasMessage("Bridge acme: Connect to http://127.0.0.1:1 failed: Connection refused");
        try (PartnerRoutes slow = new PartnerRoutes(InetAddress::isLoopbackAddress);
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            slow.with("acme", "http://127.0.0.1:" + silent.getLocalPort(), LONG);
            assertThatThrownBy(() -> slow.send(DIAL)).hasMessage("Bridge acme: no answer within its responseTimeout");
        }
        try (PartnerRoutes nowhere = new PartnerRoutes(address -> false)) {
            nowhere.with("acme", partner.url(), LONG);
            assertThatThrownBy(() -> nowhere.send(DIAL))
                    .hasMessageStartingWith("Bridge acme: 127.0.0.1 is at 127.0.0.1, where");
        }
        try (PartnerRoutes nameless = new PartnerRoutes(address -> false)) {
            nameless.with("acme", "http://nobody.invalid", LONG);
            assertThatThrownBy(() -> nameless.send(DIAL))
                    .hasMessageStartingWith("Bridge acme: its host is not known: nobody.invalid");
        }
    }

    @Test
    @Threat(13)
    void redirectsAreNotFollowed() {
        routes.with("acme", partner.url(), LONG);
        partner.answer(302, partner.url() + "/elsewhere");

        assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(IOException.class).hasMessageContaining("302");
        assertThat(partner.requests()).hasSize(1);
    }

    @ParameterizedTest
    @Threat(13)
    @ValueSource(strings = { "127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]" })
    void nothingIsSentToThisMachineUnlessAllowed(String host) throws Exception {
        try (PartnerRoutes strict = new PartnerRoutes(address -> false)) {
            strict.with("acme", partner.url().replace("127.0.0.1", host), LONG);

            assertThatThrownBy(() -> strict.send(DIAL)).isInstanceOf(IOException.class);
        }
        assertThat(partner.requests()).isEmpty();
    }

    @Test
    @Threat(26)
    void aBridgeThatSaysNothingIsWaitedForOnlySoLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            routes.with("acme", "http://127.0.0.1:" + silent.getLocalPort(), LONG);
            long start = System.nanoTime();

            assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    @Threat(26)
    void anAnswerWithoutEndIsCutOff() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread talker = new Thread(() -> talkForEver(endless));
            talker.setDaemon(true);
            talker.start();
            routes.with("acme", "http://127.0.0.1:" + endless.getLocalPort(), LONG);

            assertThatThrownBy(() -> routes.send(new BridgeCommand.ListLegs("c1"))).isInstanceOf(IOException.class)
                    .hasMessageContaining("too long");
            talker.join(Duration.ofSeconds(5).toMillis());
            assertThat(talker.isAlive()).as("the connection was closed").isFalse();
        }
    }

    private static void talkForEver(ServerSocket server) {
        byte[] line = "a".repeat(65536).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(line);
            }
        } catch (IOException closed) {
            // What the test waits for.
        }
    }

    @Test
    void aBridgeThatIsSilentIsAskedWhetherItIsThere() {
        routes.with("acme", partner.url(), Duration.ofMillis(100));

        Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            routes.watch.look();
            assertThat(partner.requests()).hasSizeGreaterThan(1).allMatch("GET /api/events?after=0"::equals);
        });
    }

    @Test
    @Threat(26)
    void aBridgeThatIsGoneEndsItsConferencesCostsNothingAndComesBackByItself() throws Exception {
        routes.with("acme", partner.url(), Duration.ofMillis(200));
        partner.stop();
        assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(IOException.class);

        Awaitility.await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            routes.watch.look();
            assertThat(routes.ended).containsExactly("acme");
        });
        assertThat(routes.catalog.available("acme")).isFalse();
        assertThatThrownBy(() -> routes.send(DIAL)).isInstanceOf(BridgeUnavailableException.class);

        partner.start();
        Awaitility.await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            routes.watch.look();
            assertThat(routes.catalog.available("acme")).isTrue();
        });
        routes.send(DIAL);
        assertThat(partner.commands()).extracting(Map.class::cast).hasSize(1);
    }
}
