package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
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
    private static final Map<String, LogRow> OPERATIONS = Map.ofEntries(
            Map.entry("402", new LogRow("SIP", "createConference", "%")),
            Map.entry("406", new LogRow("WEBSERVICE_REQUEST", "createConference", "%")),
            Map.entry("408", new LogRow("BRIDGE_COMMAND", "dial", "%.p1.%")),
            Map.entry("410", new LogRow("WEBSERVICE_ANSWER", "createConferenceResponse", "%")),
            Map.entry("412", new LogRow("SIP", "createConferenceResponse", "%")),
            Map.entry("416", new LogRow("BRIDGE_EVENT", "ringing", "%.p1.%")),
            Map.entry("418", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>alerting<%")),
            Map.entry("420", new LogRow("SIP", "reportStatus", "%>p1<%>alerting<%")),
            Map.entry("424", new LogRow("BRIDGE_EVENT", "answered", "%.p1.%")),
            Map.entry("426", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>connected<%")),
            Map.entry("428", new LogRow("SIP", "reportStatus", "%>p1<%>connected<%")),
            Map.entry("502", new LogRow("SIP", "addParticipant", "%")),
            Map.entry("506", new LogRow("WEBSERVICE_REQUEST", "addParticipant", "%")),
            Map.entry("508", new LogRow("BRIDGE_COMMAND", "dial", "%.p3.%")),
            Map.entry("510", new LogRow("WEBSERVICE_ANSWER", "addParticipantResponse", "%")),
            Map.entry("512", new LogRow("SIP", "addParticipantResponse", "%")),
            Map.entry("516", new LogRow("BRIDGE_EVENT", "ringing", "%.p3.%")),
            Map.entry("518", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p3<%>alerting<%")),
            Map.entry("520", new LogRow("SIP", "reportStatus", "%>p3<%>alerting<%")),
            Map.entry("524", new LogRow("BRIDGE_EVENT", "answered", "%.p3.%")),
            Map.entry("526", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p3<%>connected<%")),
            Map.entry("528", new LogRow("SIP", "reportStatus", "%>p3<%>connected<%")),
            Map.entry("602", new LogRow("SIP", "removeParticipant", "%")),
            Map.entry("606", new LogRow("WEBSERVICE_REQUEST", "removeParticipant", "%")),
            Map.entry("608", new LogRow("BRIDGE_COMMAND", "hangUp", "%.p3.%")),
            Map.entry("610", new LogRow("WEBSERVICE_ANSWER", "removeParticipantResponse", "%")),
            Map.entry("612", new LogRow("SIP", "removeParticipantResponse", "%")),
            Map.entry("702", new LogRow("BRIDGE_EVENT", "left", "%.p2.%")),
            Map.entry("704", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p2<%>disconnected<%")),
            Map.entry("706", new LogRow("SIP", "reportStatus", "%>p2<%>disconnected<%")),
            Map.entry("802", new LogRow("BRIDGE_EVENT", "left", "%.p1.%")),
            Map.entry("804", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%>p1<%>disconnected<%")),
            Map.entry("806", new LogRow("SIP", "reportStatus", "%>p1<%>disconnected<%")),
            Map.entry("810", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("812", new LogRow("SIP", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("902", new LogRow("SIP", "endConference", "%")),
            Map.entry("906", new LogRow("WEBSERVICE_REQUEST", "endConference", "%")),
            Map.entry("908", new LogRow("BRIDGE_COMMAND", "hangUp", "%.p2.%")),
            Map.entry("910", new LogRow("BRIDGE_COMMAND", "hangUp", "%.p1.%")),
            Map.entry("912", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%conferenceState>ended<%")),
            Map.entry("914", new LogRow("SIP", "reportStatus", "%conferenceState>ended<%")));

    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** Carol's client, which sees all conferences of this class and every kill. */
    private static Client client;

    private List<Telephone> telephones;
    private List<Integer> callsBefore;
    private List<String> kills;
    private List<String> killed;
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
    @ValueSource(strings = { "402 424 508 524 602 908", "406 426 516 526 610 910", "408 428 520 528 606 702 912",
            "410 502 608 704 914", "412 506 612 706 802", "416 510 804", "418 512 810", "420 518 812", "806", "902", "906" })
    void theConferenceGoesOnAndTheClientLearnsItsEnd(String operations) {
        kills = List.of(operations.split(" "));
        killed = new ArrayList<>();
        SCENE.carol().rings();
        command(create(), 402, 422);
        awaitTruth("alerting", "pending");
        event(SCENE.carol()::answer, 424, 430);
        awaitTruth("connected", "connected");

        if (kill(502, 614).isPresent()) {
            addBobAndRemoveHim();
        }
        boolean aliceLeaves = kill(702, 708).isPresent();
        if (aliceLeaves) {
            event(SCENE.alice()::hangUp, 702, 708);
            awaitTruth(roster().size() == 2 ? new String[] { "connected", "disconnected" }
                    : new String[] { "connected", "disconnected", "disconnected" });
        }
        boolean carolLeaves = kill(802, 814).isPresent();
        if (carolLeaves) {
            event(SCENE.carol()::hangUp, 802, 814);
        } else {
            command(Soap.endConference(Soap.messageId(), conference), 902, 916);
        }

        assertThat(killed).isEqualTo(kills);
        assertOver();
        client.awaitState("Alice " + kills.get(0), aliceLeaves ? "has left the call" : "disconnected");
        client.awaitState("Carol " + kills.get(0), carolLeaves ? "has left the call" : "disconnected");
    }

    private void addBobAndRemoveHim() {
        SCENE.bob().rings();
        command(Soap.addParticipant(Soap.messageId(), conference, SCENE.bob().uri()), 502, 522);
        awaitTruth("connected", "connected", "alerting");
        event(SCENE.bob()::answer, 524, 530);
        awaitTruth("connected", "connected", "connected");
        command(Soap.removeParticipant(Soap.messageId(), conference, "p3"), 602, 614);
        awaitTruth("connected", "connected", "disconnected");
    }

    /** The names tell one conference's lines at the client from another's. */
    private String create() {
        return Soap.envelope(Soap.messageId(), "createConference", "<c:initiator><c:name>Carol " + kills.get(0)
                + "</c:name><c:address>" + SCENE.carol().uri() + "</c:address></c:initiator><c:participant><c:name>Alice "
                + kills.get(0) + "</c:name><c:address>" + SCENE.alice().uri() + "</c:address></c:participant>");
    }

    /** The operation between two, inclusive, at which the process is killed in this life. */
    private Optional<String> kill(int first, int last) {
        return kills.stream().filter(operation -> first <= Integer.parseInt(operation) && Integer.parseInt(operation) <= last)
                .findFirst();
    }

    /**
     * Sends a command; if the process is to be killed at one of the operations it leads to, sends it again after the restart.
     */
    private void command(String envelope, int first, int last) {
        kill(first, last).ifPresent(operation -> {
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

    /** Something happens at a telephone; the process may be killed at one of the operations it leads to. */
    private void event(Runnable what, int first, int last) {
        kill(first, last).ifPresentOrElse(operation -> killAt(operation, what), what);
    }

    private void killAt(String operation, Runnable cause) {
        OPERATIONS.get(operation).killAt(SCENE.product, cause);
        killed.add(operation);
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
                Soap.getConference(conference),
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
