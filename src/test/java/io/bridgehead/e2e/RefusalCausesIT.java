package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.WireTelephone;
import io.bridgehead.test.WireTelephone.Behaviour;

/** However a call fails, its client learns state and cause, and the next who asks is told the same. */
class RefusalCausesIT {

    private static final String SESSION = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    private static final Pattern PARTICIPANT = Pattern.compile("(?s)<(?:\\w+:)?participant>(.*?)</(?:\\w+:)?participant>");

    /** Debian's baresip 1.0 gives up on any challenge that offers SHA-256. Sessions of seconds are refreshed all the time. */
    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts().set("bridgehead.conference-service.ring-timeout", "5s")
            .set("bridgehead.bridge.embedded.session-expires", "4s").set("bridgehead.sip.auth.algorithms", "MD5"));

    private final Map<WireTelephone, String> telephones = new LinkedHashMap<>();

    @Test
    @Feature({ "A055", "A083" })
    void eachHasItsOwnOutcomeAndCauseAndKeepsIt() {
        refuses("486 Busy Here", "busy sip 486 Busy Here");
        refuses("600 Busy Everywhere", "busy sip 600 Busy Everywhere");
        refuses("603 Decline", "declined sip 603 Decline");
        refuses("404 Not Found", "not-found sip 404 Not Found");
        refuses("480 Temporarily Unavailable", "no-answer sip 480 Temporarily Unavailable");
        refuses("500 Server Internal Error", "unreachable sip 500 Server Internal Error");
        refuses("503 Service Unavailable", "unreachable sip 503 Service Unavailable");
        add(WireTelephone.refusing("302 Moved Temporarily", "Contact: <tel:+4930123456>\r\n"),
                "failed sip 302 The telephone redirects to an address that is not called");
        add(new WireTelephone(Behaviour.RINGS), "no-answer bridge 0 no-answer");
        add(new WireTelephone(Behaviour.SILENT), "no-answer q850 27 The telephone does not respond");
        WireTelephone early = add(new WireTelephone((invite, contact) -> List.of(invite.response("183 Session Progress", "wire",
                contact + "Content-Type: application/sdp\r\n", SESSION + "m=audio 9 RTP/AVP 0\r\n"))),
                "no-answer bridge 0 no-answer");
        WireTelephone crossing = add(new WireTelephone(Behaviour.ANSWERS_WHEN_CANCELLED), "no-answer bridge 0 no-answer");
        List<WireTelephone> wrong = List.of(answers("", "failed sip 488 The telephone's audio cannot be used"),
                answers("hello", "failed sip 488 The telephone's audio cannot be used"),
                answers(SESSION + "m=audio 0 RTP/AVP 0\r\n", "failed sip 488 The telephone's audio cannot be used"),
                answers(SESSION + "m=audio 4000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n",
                        "failed sip 488 The telephone's audio cannot be used"));
        WireTelephone vanishes = add(
                WireTelephone.answering("Session-Expires: 4;refresher=uas\r\nRequire: timer\r\n",
                        SCENE.keep(new WireTelephone(Behaviour.SILENT)).session()),
                "left sip 408 Session Expired");

        SipWire dave = SCENE.wire("dave");
        String conference = create(dave);
        List<String> roster = Awaitility.await().atMost(40, TimeUnit.SECONDS).until(() -> roster(dave, conference),
                rows -> rows.stream().skip(1).allMatch(row -> row.startsWith("disconnected")));

        List<String> expected = telephones.values().stream().toList();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(roster.get(i + 1)).as("p" + (i + 2)).startsWith("disconnected " + expected.get(i));
        }
        assertThat(roster.get(0)).startsWith("connected");
        for (WireTelephone telephone : wrong) {
            assertThat(methods(telephone)).containsSubsequence("INVITE", "ACK", "BYE");
        }
        assertThat(methods(crossing)).containsSubsequence("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(early.saw("CANCEL")).isTrue();
        assertThat(vanishes.saw("BYE")).isTrue();
        assertThat(statesOf(dave, id(early))).doesNotContain("connected");
        assertThat(statesOf(dave, id(crossing))).doesNotContain("connected");
        assertThat(statesOf(dave, id(vanishes))).contains("connected");
        assertThat(roster(dave, conference)).isEqualTo(roster);
    }

    /** The ACK for its answer got lost on the way to the telephone, which answers again and again. */
    @Test
    @Feature("A048")
    void anAnswerThatComesThriceIsAcknowledgedThriceAndShownOnce() {
        WireTelephone audio = SCENE.keep(new WireTelephone(Behaviour.SILENT));
        WireTelephone repeats = SCENE.keep(new WireTelephone((invite, contact) -> {
            String answer = invite.response("200 OK", "wire", contact + "Content-Type: application/sdp\r\n", audio.session());
            return List.of(answer, answer, answer);
        }));
        Client client = SCENE.start(SCENE.named(SCENE.carol()), "Zoe <" + repeats.uri() + ">");

        client.awaitState("Zoe", "in the call");
        Awaitility.await().until(() -> methods(repeats).stream().filter("ACK"::equals).count() >= 3);
        // Refreshed by re-INVITE meanwhile, as a telephone that knows no session timers.
        Awaitility.await().until(() -> methods(repeats).stream().filter("INVITE"::equals).count() >= 2);
        assertThat(client.statesOf("Zoe")).containsOnlyOnce("in the call").last().isEqualTo("in the call");
        assertThat(repeats.calls()).hasSize(1);
    }

    @Test
    @Feature("A039")
    void ofTwoDevicesOfAPersonTheOneThatAnswersHasTheCallAndTheOtherStopsRinging() {
        Telephones devices = SCENE
                .keep(Telephones.registered(SCENE.product.sip(), Product.DOMAIN, Scene.PASSWORD, "alice", "alice"));
        devices.get(0).rings();
        devices.get(1).rings();
        Client client = SCENE.start(SCENE.named(SCENE.carol()), "Alice <" + Product.address("alice") + ">");
        devices.get(0).awaitState("ringing");
        devices.get(1).awaitState("ringing");

        devices.get(1).answer();

        client.awaitState("Alice", "in the call");
        devices.get(0).awaitState("idle");
        devices.get(1).awaitState("connected");
        assertThat(client.statesOf("Alice")).containsOnlyOnce("in the call").last().isEqualTo("in the call");
    }

    private void refuses(String status, String expected) {
        add(WireTelephone.refusing(status, ""), expected);
    }

    private WireTelephone answers(String sdp, String expected) {
        return add(WireTelephone.answering("", sdp), expected);
    }

    private WireTelephone add(WireTelephone telephone, String expected) {
        telephones.put(SCENE.keep(telephone), expected);
        return telephone;
    }

    /** The initiator is p1, the others follow in the order in which they were named. */
    private String id(WireTelephone telephone) {
        return "p" + (2 + List.copyOf(telephones.keySet()).indexOf(telephone));
    }

    private String create(SipWire dave) {
        String[] addresses = telephones.keySet().stream().map(WireTelephone::uri).toArray(String[]::new);
        SipText answer = dave.exchange(dave.message("dave", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), SCENE.carol().uri(), addresses)), "dave", Scene.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        return Soap.text(dave.awaitMessage("createConferenceResponse").body(), "conferenceId");
    }

    /** {@code state outcome source code text} of everybody, in the order in which they were named. */
    private static List<String> roster(SipWire dave, String conference) {
        String id = Soap.messageId();
        dave.exchange(dave.message("dave", "conference", Soap.CONTENT_TYPE,
                Soap.envelope(id, "getConference", "<c:conferenceId>" + conference + "</c:conferenceId>")), "dave",
                Scene.PASSWORD);
        String body = dave.awaitMessage("getConferenceResponse", id).body();
        return participants(body).map(xml -> String.join(" ", Soap.text(xml, "state"), Soap.text(xml, "outcome"),
                Soap.text(xml, "source"), Soap.text(xml, "code"), Soap.text(xml, "text")).replaceAll("&apos;|&#39;", "'"))
                .toList();
    }

    private static Stream<String> participants(String body) {
        return PARTICIPANT.matcher(body).results().map(found -> found.group(1));
    }

    /** The states that the statuses told Dave of a participant. */
    private static List<String> statesOf(SipWire dave, String participant) {
        return dave.received().stream().filter(SipText::isRequest).map(SipText::body)
                .filter(body -> body.contains("reportStatus")).flatMap(RefusalCausesIT::participants)
                .filter(xml -> Soap.text(xml, "id").equals(participant)).map(xml -> Soap.text(xml, "state")).toList();
    }

    private static List<String> methods(WireTelephone telephone) {
        return telephone.requests().stream().map(SipText::method).toList();
    }
}
