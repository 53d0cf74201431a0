package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.UdpUser;
import io.bridgehead.test.WireTelephone;
import io.bridgehead.test.WireTelephone.Behaviour;

/** Whoever comes back sees what is so, at once and nothing else, and only who may see it. */
class SnapshotIT {

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    @Test
    @Feature({ "A019", "A041", "A149", "A210" })
    void aClientThatWasKilledShowsTheRightRosterAtOnceAndNoStaleLine() {
        try (WireTelephone carols = new WireTelephone(Behaviour.ANSWERS);
                WireTelephone alices = new WireTelephone(Behaviour.ANSWERS);
                WireTelephone bobs = new WireTelephone(Behaviour.RINGS)) {
            String conference;
            try (Client client = Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, "Carol <" + carols.uri() + ">",
                    "Alice <" + alices.uri() + ">", "Bob <" + bobs.uri() + ">")) {
                client.awaitState("Alice", "in the call");
                client.awaitState("Bob", "ringing");
                conference = client.conference();
                client.kill9();
            }
            asCarol(Soap.removeParticipant(Soap.messageId(), conference, "p2"));
            asCarol(Soap.removeParticipant(Soap.messageId(), conference, "p3"));
            Awaitility.await().until(() -> alices.saw("BYE") && bobs.saw("CANCEL"));

            try (Client client = Client.run(PRODUCT.sip(), "carol", Scene.PASSWORD, "listen")) {
                client.awaitState("Carol", "in the call");

                assertThat(List.of(client.statesOf("Carol"), client.statesOf("Alice"), client.statesOf("Bob")))
                        .containsExactly(List.of("in the call"), List.of("removed"), List.of("removed"));
                assertThat(client.lines()).filteredOn(line -> line.contains("[ ")).hasSize(1);
            }
            asCarol(Soap.endConference(Soap.messageId(), conference));
        }
    }

    @Test
    @Feature({ "A019", "A031", "A041" })
    void onlyThoseWhoMaySeeItAreToldEachInOneMessage() {
        try (WireTelephone carols = new WireTelephone(Behaviour.ANSWERS);
                WireTelephone bobs = new WireTelephone(Behaviour.ANSWERS)) {
            String created = asCarol(Soap.envelope(Soap.messageId(), "createConference",
                    "<c:initiator><c:name>Carol</c:name><c:address>" + carols.uri() + "</c:address></c:initiator>"
                            + "<c:participant><c:name>Bob</c:name><c:address>" + bobs.uri() + "</c:address><c:user>"
                            + Product.address("bob").substring("sip:".length()) + "</c:user></c:participant>"));
            String conference = Soap.text(created, "conferenceId");
            Awaitility.await().until(() -> bobs.saw("ACK") && PRODUCT.rows("conference_event WHERE event LIKE '%CONNECTED%'"
                    + " AND conference_id = '" + conference + "'") == 2 && PRODUCT.rows("outbox") == 0);

            try (SipWire bob = new SipWire(PRODUCT.sip(), Product.DOMAIN);
                    SipWire dave = new SipWire(PRODUCT.sip(), Product.DOMAIN);
                    UdpUser carol = new UdpUser(PRODUCT.sip(), Product.DOMAIN)) {
                dave.register("dave", Scene.PASSWORD);
                bob.register("bob", Scene.PASSWORD);
                carol.register("carol", Scene.PASSWORD);

                assertThat(bob.awaitMessage("getConferenceResponse", conference).body()).contains("id>p1<", "id>p2<")
                        .doesNotContain(carols.uri());
                Awaitility.await().until(() -> !about(carol.received(), conference).isEmpty());
                assertThat(about(carol.received(), conference).get(0)).contains("getConferenceResponse", carols.uri());

                asCarol(Soap.endConference(Soap.messageId(), conference));
                bob.awaitMessage("reportStatus", conference, "conferenceState>ended<");
                Awaitility.await().until(() -> about(carol.received(), conference).stream()
                        .anyMatch(body -> body.contains("conferenceState>ended<")));
                assertThat(about(bob.received(), conference)).filteredOn(body -> body.contains("getConferenceResponse"))
                        .hasSize(1);
                assertThat(about(dave.received(), conference)).isEmpty();
            }
        }
    }

    @Test
    void whoeverIsThereAsksByItself() {
        try (SipWire dave = new SipWire(PRODUCT.sip(), Product.DOMAIN)) {
            dave.register("dave", Scene.PASSWORD);
            SipText answer = dave.exchange(dave.message("dave", "conference", Soap.CONTENT_TYPE,
                    Soap.envelope(Soap.messageId(), "listConferences", "<c:activeOnly>true</c:activeOnly>")), "dave",
                    Scene.PASSWORD);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(dave.awaitMessage("listConferencesResponse").body()).doesNotContain("conferenceId");
        }
    }

    private static List<String> about(List<SipText> received, String conference) {
        return received.stream().filter(SipText::isRequest).map(SipText::body).filter(body -> body.contains(conference))
                .toList();
    }

    private static String asCarol(String envelope) {
        HttpResponse<String> answer = Soap.post(PRODUCT.http("/services/conference"), envelope, "Basic " + Base64.getEncoder()
                .encodeToString(("carol:" + Scene.PASSWORD).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
