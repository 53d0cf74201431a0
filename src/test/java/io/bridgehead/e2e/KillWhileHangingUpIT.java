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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.Client;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones.Telephone;
import io.bridgehead.test.Threat;

/**
 * The process is killed with SIGKILL when its message log shows that somebody is to be hung up (operations 608, 908, 910), and
 * started again at once: the roster and the telephones soon agree, nobody was called twice, and the client learns the end. The
 * sender repeats a command that died with the process, as every sender does that got no answer.
 */
@Threat({ 23, 25 })
class KillWhileHangingUpIT {

    /** How soon the roster must be right after the restart. */
    private static final int SOON = 10;
    private static final Pattern ROW = Pattern.compile("(?s)[<:]id>(p\\d+)<.*?[<:]state>([a-z-]+)<");

    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** Carol's client, which sees all conferences of this class and every kill. */
    private static Client client;

    private List<Telephone> telephones;
    private List<Integer> callsBefore;
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

    @ParameterizedTest
    @CsvSource("608, BRIDGE_COMMAND, hangUp, %.p2.%")
    void whileAParticipantIsRemoved(String operation, String hop, String word, String about) {
        carolWithAlice(operation);
        killAndRepeat(Soap.removeParticipant(Soap.messageId(), conference, "p2"), hop, word, about);

        awaitTruth("connected", "disconnected");
        client.awaitState("Alice " + operation, "removed");
        end(operation);
    }

    @ParameterizedTest
    @CsvSource({ "908, BRIDGE_COMMAND, hangUp, %.p2.%", "910, BRIDGE_COMMAND, hangUp, %.p1.%" })
    void whileTheConferenceEnds(String operation, String hop, String word, String about) {
        carolWithAlice(operation);
        killAndRepeat(Soap.endConference(Soap.messageId(), conference), hop, word, about);

        assertOver(operation);
    }

    private void carolWithAlice(String operation) {
        command(create(operation));
        conference = activeConference();
        awaitTruth("connected", "connected");
    }

    /** The names tell one conference's lines at the client from another's. */
    private static String create(String operation) {
        return Soap.envelope(Soap.messageId(), "createConference", "<c:initiator><c:name>Carol " + operation
                + "</c:name><c:address>" + SCENE.carol().uri() + "</c:address></c:initiator><c:participant><c:name>Alice "
                + operation + "</c:name><c:address>" + SCENE.alice().uri() + "</c:address></c:participant>");
    }

    /** Kills at an operation that a command leads to, starts again and repeats the command. */
    private void killAndRepeat(String envelope, String hop, String word, String about) {
        try (SipWire wire = new SipWire(SCENE.product.sip(), Product.DOMAIN)) {
            String challenge = wire.challenge("carol");
            String message = wire.authenticated(wire.message("carol", "conference", Soap.CONTENT_TYPE, envelope), challenge,
                    "carol", Scene.PASSWORD);
            killAt(hop, word, about, () -> wire.sendRaw(message));
        }
        SCENE.product.restart();
        command(envelope);
    }

    /** Kills as soon as the message log has one more row of that kind. */
    private static void killAt(String hop, String word, String about, Runnable cause) {
        try (Connection database = SCENE.product.database();
                PreparedStatement row = database.prepareStatement(
                        "SELECT COUNT(*) FROM message WHERE hop = ? AND operation = ? AND COALESCE(detail, CAST(raw AS TEXT)) LIKE ?")) {
            row.setString(1, hop);
            row.setString(2, word);
            row.setString(3, about);
            long before = count(row);
            cause.run();
            Awaitility.await(hop + " " + word + " " + about).pollDelay(0, TimeUnit.MILLISECONDS)
                    .pollInterval(1, TimeUnit.MILLISECONDS).until(() -> count(row) > before);
            SCENE.product.kill9();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(PreparedStatement query) throws SQLException {
        try (ResultSet count = query.executeQuery()) {
            return count.getLong(1);
        }
    }

    private static void command(String envelope) {
        try (SipWire wire = new SipWire(SCENE.product.sip(), Product.DOMAIN)) {
            assertThat(wire.exchange(wire.message("carol", "conference", Soap.CONTENT_TYPE, envelope), "carol", Scene.PASSWORD)
                    .status()).isEqualTo(200);
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

    private void end(String operation) {
        command(Soap.endConference(Soap.messageId(), conference));
        assertOver(operation);
    }

    /** Everybody is hung up, was called once at most, and the client knows how it ended. */
    private void assertOver(String operation) {
        List<String> gone = roster().stream().map(state -> "disconnected").toList();
        awaitTruth(gone.toArray(String[]::new));
        Awaitility.await().atMost(SOON, TimeUnit.SECONDS).until(() -> SCENE.product.rows("conference WHERE active") == 0);
        for (int i = 0; i < telephones.size(); i++) {
            assertThat(telephones.get(i).calls() - callsBefore.get(i)).as("calls to telephone " + i)
                    .isEqualTo(i < gone.size() ? 1 : 0);
        }
        client.awaitState("Carol " + operation, "disconnected");
    }
}
