package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.RefusedMessages;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;

/**
 * Each thing that can be wrong with a command: its code, its sentence and what to do, at the real client; and nothing changed.
 */
class RefusedCommandsIT {

    private static final String TOO_FEW = "too-few-participants | A conference needs at least two participants: the initiator and "
            + "at least one more. | Name at least one more participant.";
    private static final String UNKNOWN_USER = "unknown-user | There is no user with this address. | "
            + "Check how the name is written.";
    private static final String MALFORMED = "invalid-address | An address is neither a telephone number nor a SIP address. | "
            + "Write the number with + and country code, an internal number, or a sip: address.";
    private static final String FORBIDDEN = "number-not-allowed | This number may not be called from a conference. | "
            + "Ask the operator which numbers are allowed; call emergency numbers from your own telephone.";
    private static final String TOO_MANY = "port-allowance-exceeded | The conference would have more participants than the "
            + "account allows. | Remove somebody first, or choose an account with a larger allowance.";
    private static final String TOO_LONG = "policy-not-allowed | The conference would last longer than the operator allows. | "
            + "Ask for shorter times, or ask the operator.";
    private static final String SOMEBODY_ELSES = "not-allowed | Only the users who take part in the conference may see it. | "
            + "Ask the owner of the conference.";
    private static final String UNKNOWN = "unknown-conference | There is no such conference. | "
            + "Check the conference id, or create a new conference.";
    private static final String ENDED = "conference-ended | The conference has ended. | Create a new conference.";
    private static final String REUSED = "message-id-reused | Another command was sent with this MessageID before. | "
            + "Send each command with a MessageID of its own.";
    private static final String OTHER_VERSION = "unsupported-version | The service speaks another version of its WSDL. | "
            + "Use the namespace of the WSDL the service publishes: urn:bridgehead:conference:1.";

    @RegisterExtension
    static final Scene SCENE = new Scene(
            Product.withDemoAccounts().set("bridgehead.conference-service.dial-plan.denied-prefixes", "+49900"));

    private final ObjectMapper json = new ObjectMapper();

    private static Client client(String user, String... command) {
        return SCENE.keep(Client.run(SCENE.product.sip(), user, Scene.PASSWORD, command));
    }

    private static String[] start(String... others) {
        List<String> arguments = new ArrayList<>(List.of("start", "--json", "--no-check", "--me", SCENE.carol().uri()));
        arguments.addAll(Arrays.asList(others));
        return arguments.toArray(String[]::new);
    }

    /** The refusals a client printed, in order: code, sentence, what to do. */
    private List<String> refusals(Client client) {
        return client.lines().stream().filter(line -> line.contains("\"type\":\"refused\"")).map(line -> {
            JsonNode refused = read(line);
            return String.join(" | ", refused.path("code").asText(), refused.path("sentence").asText(),
                    refused.path("whatToDo").asText());
        }).toList();
    }

    private JsonNode read(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void areLogged(Instant begin, String user, String... codes) {
        assertThat(new RefusedMessages(SCENE.product).since(begin))
                .filteredOn(row -> (user + "@" + Product.DOMAIN).equals(row.get("user")))
                .extracting((Map<String, Object> row) -> row.get("code")).contains((Object[]) codes);
    }

    @Test
    @Feature("A001")
    void whatIsWrongWithANewConference() {
        Instant begin = Instant.now();
        int callsBefore = SCENE.carol().calls();
        String[] many = IntStream.range(0, 50).mapToObj(i -> "tel:+493012345" + (10 + i)).toArray(String[]::new);
        String alice = SCENE.alice().uri();
        Map<String[], String> table = Map.of(start(), TOO_FEW, start(alice, "nobody"),
                whose("Participant 2 of 2 (nobody)", UNKNOWN_USER), start(alice, "Bob <tel:+12>", alice),
                whose("Participant 2 of 3 (Bob)", MALFORMED), start("tel:+49900123456"),
                whose("Participant 1 of 1 (+49900123456)", FORBIDDEN), start(many), TOO_MANY,
                start("--policy", "max-length=13h", alice), TOO_LONG);

        // One after the other: a user has five devices at most, and a sixth takes the place of one.
        table.forEach((command, refusal) -> {
            Client client = client("carol", command);
            int code = client.exitCode();
            assertThat(code).as("%s: %s", refusal, client.lines()).isEqualTo(7);
            assertThat(refusals(client)).containsExactly(refusal);
            assertThat(client.lines()).last().asString().contains("\"type\":\"end\"", "\"outcome\":\"fault\"", "\"exit\":7");
        });

        areLogged(begin, "carol", "too-few-participants", "unknown-user", "invalid-address", "number-not-allowed",
                "port-allowance-exceeded", "policy-not-allowed");
        assertThat(SCENE.carol().calls()).isEqualTo(callsBefore);
        assertThat(SCENE.product.log()).doesNotContain("+49900123456", "49301234510");
    }

    /** The same refusal of one of several people. */
    private static String whose(String place, String refusal) {
        return refusal.replaceFirst("\\| ", "| " + place + ": ");
    }

    @Test
    void whatIsWrongWithACommandForAConferenceThatGoesOn() {
        Instant begin = Instant.now();
        int callsBefore = SCENE.alice().calls();
        Client carol = client("carol", start(SCENE.alice().uri()));
        carol.awaitLine("\"id\":\"p2\"", "\"state\":\"connected\"");
        String id = read(carol.awaitLine("\"operation\":\"createConference\"")).path("conference").asText();
        carol.type("roster");
        String before = carol.awaitLine("\"type\":\"roster\"");

        for (String line : List.of("add nobody", "add tel:+12", "add tel:+49900123456", "moderator nobody",
                "policy max-length=13h")) {
            carol.type(line);
        }
        carol.awaitLine("policy-not-allowed");
        assertThat(refusals(carol)).containsExactlyInAnyOrder(UNKNOWN_USER, MALFORMED, FORBIDDEN, UNKNOWN_USER, TOO_LONG);
        Client dave = client("dave", "follow", "--json", id);
        assertThat(dave.exitCode()).isEqualTo(7);
        assertThat(refusals(dave)).containsExactly(SOMEBODY_ELSES);
        Client lost = client("dave", "follow", "--json", "c-nowhere");
        assertThat(lost.exitCode()).isEqualTo(7);
        assertThat(refusals(lost)).containsExactly(UNKNOWN);

        carol.type("roster");
        assertThat(carol.lines().stream().filter(line -> line.contains("\"type\":\"roster\""))).allMatch(before::equals);
        areLogged(begin, "carol", "unknown-user", "invalid-address", "number-not-allowed", "policy-not-allowed");
        areLogged(begin, "dave", "not-allowed", "unknown-conference");
        assertThat(SCENE.alice().calls()).isEqualTo(callsBefore + 1);
        assertThat(SCENE.bob().calls()).isZero();
    }

    /** What our own client never sends. */
    @Test
    void whatIsWrongWithAMessage() {
        Instant begin = Instant.now();
        SipWire carol = SCENE.wire("carol");
        String messageId = Soap.messageId();
        carol.exchange(command(carol, Soap.createConference(messageId, SCENE.carol().uri(), SCENE.alice().uri())), "carol",
                Scene.PASSWORD);
        String id = Soap.text(carol.awaitMessage("createConferenceResponse").body(), "conferenceId");

        assertThat(fault(carol, Soap.addParticipant(messageId, id, SCENE.bob().uri()), "message-id-reused")).isEqualTo(REUSED);
        carol.exchange(command(carol, Soap.endConference(Soap.messageId(), id)), "carol", Scene.PASSWORD);
        carol.awaitMessage("conference-ended", "conferenceState>ended<");
        assertThat(fault(carol, Soap.addParticipant(Soap.messageId(), id, SCENE.bob().uri()), "code>conference-ended<"))
                .isEqualTo(ENDED);
        assertThat(fault(carol, Soap.endConference(Soap.messageId(), id).replace("conference:1", "conference:9"),
                "unsupported-version")).isEqualTo(OTHER_VERSION);
        SipText other = carol.exchange(command(carol, Soap.endConference(Soap.messageId(), id)
                .replace("http://www.w3.org/2003/05/soap-envelope", "http://www.w3.org/2099/soap-envelope")), "carol",
                Scene.PASSWORD);
        assertThat(other.startLine()).startsWith("SIP/2.0 400 Only SOAP 1.1 and SOAP 1.2 are spoken");
        SipText none = carol.exchange(command(carol, "<conference/>"), "carol", Scene.PASSWORD);
        assertThat(none.startLine()).startsWith("SIP/2.0 400 The message is not a SOAP envelope");

        areLogged(begin, "carol", "message-id-reused", "conference-ended", "unsupported-version", "400");
        assertThat(SCENE.bob().calls()).isZero();
    }

    private static SipWire.Request command(SipWire wire, String envelope) {
        return wire.message("carol", "conference", Soap.CONTENT_TYPE, envelope);
    }

    private static String fault(SipWire wire, String envelope, String code) {
        wire.exchange(command(wire, envelope), "carol", Scene.PASSWORD);
        String body = wire.awaitMessage("Fault", code).body();
        return String.join(" | ", Soap.text(body, "code"), Soap.text(body, "sentence"), Soap.text(body, "whatToDo"));
    }
}
