package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones.Telephone;
import io.bridgehead.test.Threat;

/**
 * The process is killed with SIGKILL as soon as its message log shows an operation of Figures 4 to 9, and started again at
 * once: soon the roster and the telephones agree, nobody was called twice, and the conference goes on to its end, of which the
 * client learns everything. The sender repeats a command that died with the process, as every sender does that got no answer.
 */
@Threat({ 23, 25 })
class KillAtEachOperationIT {

    /** How soon the roster must be right after the restart. */
    private static final int SOON = 10;
    private static final Pattern ROW = Pattern.compile("(?s)[<:]id>(p\\d+)<.*?[<:]state>([a-z-]+)<");

    /**
     * What the log shows of an operation: which hop, which word, about what. Those left out share the row of the one before.
     */
    private static final Map<String, List<String>> OPERATIONS = Map.ofEntries(
            Map.entry("402", List.of("SIP", "createConference", "%")),
            Map.entry("406", List.of("WEBSERVICE_REQUEST", "createConference", "%")),
            Map.entry("408", List.of("BRIDGE_COMMAND", "dial", "%.p1.%")),
            Map.entry("410", List.of("WEBSERVICE_ANSWER", "createConferenceResponse", "%")),
            Map.entry("412", List.of("SIP", "createConferenceResponse", "%")),
            Map.entry("416", List.of("BRIDGE_EVENT", "ringing", "%.p1.%")),
            Map.entry("418", List.of("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>alerting<%")),
            Map.entry("420", List.of("SIP", "reportStatus", "%>p1<%>alerting<%")),
            Map.entry("424", List.of("BRIDGE_EVENT", "answered", "%.p1.%")),
            Map.entry("426", List.of("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>connected<%")),
            Map.entry("428", List.of("SIP", "reportStatus", "%>p1<%>connected<%")),
            Map.entry("508", List.of("BRIDGE_COMMAND", "dial", "%.p3.%")),
            Map.entry("516", List.of("BRIDGE_EVENT", "ringing", "%.p3.%")),
            Map.entry("520", List.of("SIP", "reportStatus", "%>p3<%>alerting<%")),
            Map.entry("524", List.of("BRIDGE_EVENT", "answered", "%.p3.%")),
            Map.entry("528", List.of("SIP", "reportStatus", "%>p3<%>connected<%")),
            Map.entry("608", List.of("BRIDGE_COMMAND", "hangUp", "%.p3.%")),
            Map.entry("610", List.of("WEBSERVICE_ANSWER", "removeParticipantResponse", "%")),
            Map.entry("702", List.of("BRIDGE_EVENT", "left", "%.p2.%")),
            Map.entry("704", List.of("WEBSERVICE_REQUEST", "reportStatus", "%>p2<%>disconnected<%")),
            Map.entry("706", List.of("SIP", "reportStatus", "%>p2<%>disconnected<%")),
            Map.entry("802", List.of("BRIDGE_EVENT", "left", "%.p1.%")),
            Map.entry("804", List.of("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>disconnected<%")),
            Map.entry("810", List.of("WEBSERVICE_REQUEST", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("812", List.of("SIP", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("908", List.of("BRIDGE_COMMAND", "hangUp", "%.p2.%")),
            Map.entry("910", List.of("BRIDGE_COMMAND", "hangUp", "%.p1.%")),
            Map.entry("912", List.of("WEBSERVICE_REQUEST", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("914", List.of("SIP", "reportStatus", "%conferenceState>ended<%")));

    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** Carol's client, which sees all conferences of this class and every kill. */
    private static Client client;

    private List<Telephone> telephones;
    private List<Integer> callsBefore;
    private List<String> kills;
    private String conference;

    @BeforeAll
    static void watch() {
        client = Client.run(SCENE.product.sip(), "carol", Scene.PASSWORD, "listen");
        client.awaitLine("Listening as carol");
    }

    @AfterAll
    static void leave() {
        client.close();
    }

    @BeforeEach
    void countCalls() {
        telephones = List.of(SCENE.carol(), SCENE.alice(), SCENE.bob());
        callsBefore = telephones.stream().map(Telephone::calls).toList();
    }

    /** @param operations where the process is killed in the life of one conference */
    @ParameterizedTest
    @ValueSource(strings = { "402 424 508 608 908", "406 426 516 610 910", "408 428 520 702 912", "410 524 704 914",
            "412 528 706 802", "416 804", "418 810", "420 812" })
    void theConferenceGoesOnAndTheClientLearnsItsEnd(String operations) {
        kills = List.of(operations.split(" "));
        SCENE.carol().rings();
        command(create(), "402", "406", "408", "410", "412", "416", "418", "420");
        awaitTruth("alerting", "pending");
        event(SCENE.carol()::answer, "424", "426", "428");
        awaitTruth("connected", "connected");

        if (kill("508", "516", "520", "524", "528", "608", "610").isPresent()) {
            addBobAndRemoveHim();
        }
        boolean aliceLeaves = kill("702", "704", "706").isPresent();
        if (aliceLeaves) {
            event(SCENE.alice()::hangUp, "702", "704", "706");
            awaitTruth(roster().size() == 2 ? new String[] { "connected", "disconnected" }
                    : new String[] { "connected", "disconnected", "disconnected" });
        }
        boolean carolLeaves = kill("802", "804", "810", "812").isPresent();
        if (carolLeaves) {
            event(SCENE.carol()::hangUp, "802", "804", "810", "812");
        } else {
            command(Soap.endConference(Soap.messageId(), conference), "908", "910", "912", "914");
        }

        assertOver();
        client.awaitState("Alice " + kills.get(0), aliceLeaves ? "has left the call" : "disconnected");
        client.awaitState("Carol " + kills.get(0), carolLeaves ? "has left the call" : "disconnected");
    }

    private void addBobAndRemoveHim() {
        SCENE.bob().rings();
        command(Soap.addParticipant(Soap.messageId(), conference, SCENE.bob().uri()), "508", "516", "520");
        awaitTruth("connected", "connected", "alerting");
        event(SCENE.bob()::answer, "524", "528");
        awaitTruth("connected", "connected", "connected");
        command(Soap.removeParticipant(Soap.messageId(), conference, "p3"), "608", "610");
        awaitTruth("connected", "connected", "disconnected");
    }

    /** The names tell one conference's lines at the client from another's. */
    private String create() {
        return Soap.envelope(Soap.messageId(), "createConference", "<c:initiator><c:name>Carol " + kills.get(0)
                + "</c:name><c:address>" + SCENE.carol().uri() + "</c:address></c:initiator><c:participant><c:name>Alice "
                + kills.get(0) + "</c:name><c:address>" + SCENE.alice().uri() + "</c:address></c:participant>");
    }

    private Optional<String> kill(String... candidates) {
        return Stream.of(candidates).filter(kills::contains).findFirst();
    }

    /** Sends a command; if the process is to be killed at an operation it leads to, sends it again after the restart. */
    private void command(String envelope, String... candidates) {
        kill(candidates).ifPresent(operation -> {
            try (SipWire wire = new SipWire(SCENE.product.sip(), Product.DOMAIN)) {
                String challenge = wire.challenge("carol");
                String message = wire.authenticated(wire.message("carol", "conference", Soap.CONTENT_TYPE, envelope),
                        challenge, "carol", Scene.PASSWORD);
                killAt(operation, () -> wire.sendRaw(message));
            }
        });
        try (SipWire wire = new SipWire(SCENE.product.sip(), Product.DOMAIN)) {
            assertThat(wire.exchange(wire.message("carol", "conference", Soap.CONTENT_TYPE, envelope), "carol", Scene.PASSWORD)
                    .status()).isEqualTo(200);
        }
        conference = conference == null ? activeConference() : conference;
    }

    /** Something happens at a telephone; the process may be killed at an operation it leads to. */
    private void event(Runnable what, String... candidates) {
        kill(candidates).ifPresentOrElse(operation -> killAt(operation, what), what);
    }

    /** Kills as soon as the message log has a new row of that operation, and starts again. */
    private static void killAt(String operation, Runnable cause) {
        try (Connection database = SCENE.product.database();
                PreparedStatement last = database.prepareStatement("SELECT MAX(id) FROM message");
                PreparedStatement row = database.prepareStatement("SELECT COUNT(*) FROM message WHERE id > ? AND hop = ?"
                        + " AND operation = ? AND COALESCE(detail, '') || CAST(raw AS TEXT) LIKE ?")) {
            row.setLong(1, number(last));
            for (int i = 0; i < 3; i++) {
                row.setString(i + 2, OPERATIONS.get(operation).get(i));
            }
            cause.run();
            Awaitility.await(operation).pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> number(row) > 0);
            SCENE.product.kill9();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        SCENE.product.restart();
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet number = query.executeQuery()) {
            return number.getLong(1);
        }
    }

    /** The only one: a command that was repeated has created none beside it. */
    private static String activeConference() {
        try (Connection database = SCENE.product.database();
                ResultSet row = database.createStatement().executeQuery("SELECT conference_id FROM conference WHERE active")) {
            assertThat(row.next()).isTrue();
            String id = row.getString(1);
            assertThat(row.next()).as("another conference").isFalse();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Soon the roster has these states, and every telephone does what its owner is shown to do. */
    private void awaitTruth(String... states) {
        Awaitility.await().atMost(SOON, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(roster()).containsExactly(states);
            for (int i = 0; i < telephones.size(); i++) {
                String state = i < states.length ? states[i] : "nobody's";
                assertThat(telephones.get(i).state()).as("telephone of p" + (i + 1)).isEqualTo(switch (state) {
                    case "alerting" -> "ringing";
                    case "connected" -> state;
                    default -> "idle";
                });
            }
        });
    }

    private List<String> roster() {
        String answer = Soap.post(SCENE.product.http("/services/conference"),
                Soap.envelope(Soap.messageId(), "getConference", "<c:conferenceId>" + conference + "</c:conferenceId>"),
                "Basic " + Base64.getEncoder().encodeToString(("carol:" + Scene.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .body();
        List<String> states = new ArrayList<>();
        for (Matcher row = ROW.matcher(answer); row.find();) {
            states.add(row.group(2));
        }
        return states;
    }

    /** Everybody is hung up and was called once; the bridge has no call left. */
    private void assertOver() {
        List<String> gone = roster().stream().map(state -> "disconnected").toList();
        awaitTruth(gone.toArray(String[]::new));
        Awaitility.await().atMost(SOON, TimeUnit.SECONDS).until(
                () -> SCENE.product.rows("conference WHERE active") == 0
                        && SCENE.product.rows("bridge_leg WHERE kept NOT LIKE '%\"end\":%'") == 0);
        for (int i = 0; i < telephones.size(); i++) {
            assertThat(telephones.get(i).calls() - callsBefore.get(i)).as("calls to telephone " + i)
                    .isEqualTo(i < gone.size() ? 1 : 0);
        }
    }
}
