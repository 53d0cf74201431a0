package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Client;
import io.bridgehead.test.PartnerBridge;
import io.bridgehead.test.Product;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;

/**
 * A bridge has died, and the process is killed with SIGKILL as soon as its message log shows an operation of Figure 10: once
 * started again it ends the conference, the client learns it once, and the bridge, back at last, hangs everybody up.
 */
@Threat({ 25, 26 })
class KillAtFatalErrorIT {

    /** How soon the conference must have ended after the restart. */
    private static final int SOON = 10;
    private static final Map<String, LogRow> OPERATIONS = Map.of(
            "1002", new LogRow("BRIDGE_COMMAND", "hangUp", "%"),
            "1004", new LogRow("WEBSERVICE_REQUEST", "reportStatus", "%conferenceState>ended<%"),
            "1006", new LogRow("SIP", "reportStatus", "%conferenceState>ended<%"),
            "1008", new LogRow("SIP", "reportStatus", "%conferenceState>ended<%", "DELIVERED"));

    private static final PartnerBridge PARTNER = new PartnerBridge();

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.bridge.default", "acme")
            .set("bridgehead.bridge.folder", PARTNER.folder("acme", 500))
            .set("bridgehead.bridge.http.allowed-networks", "127.0.0.0/8");

    /** Carol's client, which sees all conferences of this class and every kill. */
    private static Client client;

    @BeforeAll
    static void watch() {
        client = Client.run(PRODUCT.sip(), "carol", Scene.PASSWORD, "listen", "--json");
        client.awaitLine("Listening as carol");
    }

    @AfterAll
    static void leave() {
        client.close();
        PARTNER.close();
    }

    @BeforeEach
    void forget() {
        PARTNER.commands().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1002", "1004", "1006", "1008" })
    void theConferenceEndsTheClientLearnsItOnceAndNobodyIsLeftInACall(String operation) {
        String conference = carolInTheCallWhileAliceRings("Alice " + operation);

        try {
            OPERATIONS.get(operation).killAt(PRODUCT, () -> dieAndBeMissed(conference));
            Awaitility.await().atMost(SOON, TimeUnit.SECONDS)
                    .until(() -> PRODUCT.rows("conference WHERE active") == 0 && !ends(conference).isEmpty());
        } finally {
            PARTNER.start();
        }

        awaitCommand("hangUp", "leg", conference + ".p1.1");
        awaitCommand("hangUp", "leg", conference + ".p2.1");
        awaitCommand("end", "conference", conference);
        assertThat(PARTNER.commands().stream().filter(command -> "dial".equals(command.get("command"))))
                .extracting(command -> command.get("leg")).containsExactly(conference + ".p1.1", conference + ".p2.1");
        assertThat(ends(conference)).singleElement().asString().contains("\"bridge-unavailable\"")
                .containsPattern("\"Alice " + operation + "\"[^}]*\"state\":\"disconnected\"");
    }

    private static String carolInTheCallWhileAliceRings(String alice) {
        Awaitility.await().until(() -> Soap.text(create(alice), "conferenceId"), id -> !id.isEmpty());
        String carol = (String) PARTNER.awaitCommand("dial").get("leg");
        report("answered", carol);
        awaitCommand("dial", "leg", carol.replace(".p1.", ".p2."));
        report("ringing", carol.replace(".p1.", ".p2."));
        client.awaitLine("\"" + alice + "\"", "\"state\":\"alerting\"");
        return carol.substring(0, carol.indexOf('.'));
    }

    private static String create(String alice) {
        return post(Soap.createConference(Soap.messageId(), "tel:+4930111", "tel:+4930222").replace("<c:participant>",
                "<c:participant><c:name>" + alice + "</c:name>"));
    }

    /** Something is asked of the bridge once it is dead, so that this is noticed soon. */
    private static void dieAndBeMissed(String conference) {
        PARTNER.stop();
        post(Soap.envelope(Soap.messageId(), "muteParticipant",
                "<c:conferenceId>" + conference + "</c:conferenceId><c:participantId>p1</c:participantId>"));
    }

    private static String post(String envelope) {
        return Soap.post(PRODUCT.http("/services/conference"), envelope, "Basic "
                + Base64.getEncoder().encodeToString(("carol:" + Scene.PASSWORD).getBytes(StandardCharsets.UTF_8))).body();
    }

    private static void report(String event, String leg) {
        assertThat(PARTNER.report(PRODUCT.http("/bridges/acme/events"), List.of(PARTNER.happens(event, leg))).statusCode())
                .isEqualTo(204);
    }

    private static void awaitCommand(String word, String key, String value) {
        Awaitility.await(word + " " + value).until(() -> PARTNER.commands().stream()
                .anyMatch(command -> word.equals(command.get("command")) && value.equals(command.get(key))));
    }

    private static List<String> ends(String conference) {
        return client.lines().stream().filter(line -> line.contains(conference) && line.contains("\"ended\":true")).toList();
    }
}
