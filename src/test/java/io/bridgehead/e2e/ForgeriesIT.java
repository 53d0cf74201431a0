package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.DigestAnswer;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.RawSip;
import io.bridgehead.test.RawSip.Transport;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** A user's password proves that user, once, and nothing else; what is sent twice is done once. */
class ForgeriesIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static List<SipText> answers(SipWire wire) {
        return wire.received().stream().filter(message -> !message.isRequest()).toList();
    }

    private static long copies(SipWire receiver, String words) {
        return receiver.received().stream().filter(message -> message.body().contains(words)).count();
    }

    /** What comes after shows that all before has come by now. */
    private static void settle(SipWire sender, SipWire receiver) {
        String last = "settled " + System.nanoTime();
        assertThat(sender.exchange(sender.message("bob", "alice", "text/plain", last), "bob", Scene.PASSWORD).status())
                .isEqualTo(200);
        receiver.awaitMessage(last);
    }

    @Test
    @Threat({ 2, 24 })
    void aCapturedRequestIsWorthNothing() {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");
        SipWire.Request request = bob.message("bob", "alice", "text/plain", "captured");
        String first = bob.authenticated(request, bob.challenge("bob"), "bob", Scene.PASSWORD);
        bob.sendRaw(first);
        alice.awaitMessage("captured");

        SipWire mallory = SCENE.unknownWire();
        for (int i = 0; i < 100; i++) {
            // A branch of its own makes it a request of its own; Mallory may change whatever the proof does not cover.
            mallory.sendRaw(request.text().replaceFirst("Call-ID: ", "Call-ID: again" + i));
        }
        mallory.awaitCount(100);

        assertThat(answers(mallory)).hasSize(100).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(407);
            assertThat(answer.header("Proxy-Authenticate")).contains("stale=true");
        });
        settle(bob, alice);
        assertThat(copies(alice, "captured")).isEqualTo(1);
    }

    @Test
    @Threat(2)
    void ofParallelRequestsWithTheSameProofOneIsAccepted() {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");
        SipWire.Request request = bob.message("bob", "alice", "text/plain", "parallel");
        bob.authenticated(request, bob.challenge("bob"), "bob", Scene.PASSWORD);
        List<SipWire> senders = IntStream.range(0, 20).mapToObj(i -> SCENE.unknownWire()).toList();
        List<String> texts = IntStream.range(0, 20)
                .mapToObj(i -> request.text().replaceFirst("Call-ID: ", "Call-ID: again" + i)).toList();

        IntStream.range(0, 20).parallel().forEach(i -> senders.get(i).sendRaw(texts.get(i)));

        senders.forEach(sender -> sender.awaitCount(1));
        assertThat(senders).filteredOn(sender -> answers(sender).get(0).status() == 200).hasSize(1);
        settle(bob, alice);
        assertThat(copies(alice, "parallel")).isEqualTo(1);
    }

    @Test
    @Threat(24)
    void aMessageRepeatedInAnyWayIsDeliveredOnceAndAnsweredAlike() {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");
        String address = Product.address("alice");
        String request = RawSip.request(Transport.UDP, "MESSAGE", Product.address("bob"), address, "seven times",
                "Content-Type: text/plain", "Proxy-Authorization: PROOF");

        // The same bytes again and again: one transaction.
        List<SipText> answers = RawSip.repeat(SCENE.product, 7, request.replace("PROOF", proof(bob, address)));
        // The same request as a transaction of its own with a proof of its own, as from a client started anew.
        SipText renewed = RawSip.ask(SCENE.product, Transport.UDP,
                request.replace("PROOF", proof(bob, address)).replace("z9hG4bK", "z9hG4bKnew"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
        assertThat(answers.get(0).status()).isEqualTo(200);
        assertThat(renewed.status()).isEqualTo(200);
        settle(bob, alice);
        assertThat(copies(alice, "seven times")).isEqualTo(1);
    }

    private static String proof(SipWire anybody, String uri) {
        return DigestAnswer.to(anybody.challenge("bob"), "bob", Scene.PASSWORD, "MESSAGE", uri);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:alice@bridgehead.local", "sip:conference@bridgehead.local", "sip:bob@example.com",
            "sip:bob@bridgehead.local.example.com", "sip:%62ob%40x@bridgehead.local", "tel:+493012345" })
    @Threat(3)
    @Feature("A008")
    void nobodySendsAsSomebodyElse(String from) {
        SipWire carol = SCENE.wire("carol");
        SipWire bob = SCENE.wire("bob");

        assertThat(bob.exchange(bob.message("bob", "carol", "text/plain", "forged").from(from), "bob", Scene.PASSWORD).status())
                .isEqualTo(403);
        assertThat(copies(carol, "forged")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "P-Asserted-Identity: <sip:alice@bridgehead.local>",
            "P-Preferred-Identity: <sip:alice@bridgehead.local>", "Bridgehead-Identity: alice@bridgehead.local;x",
            "p-asserted-identity: \"Alice\" <sip:alice@bridgehead.local>, <tel:+493012345>" })
    @Threat(3)
    void whatASenderAssertsOfItselfReachesNobody(String header) {
        SipWire carol = SCENE.wire("carol");
        SipWire bob = SCENE.wire("bob");

        assertThat(bob.exchange(bob.message("bob", "carol", "text/plain", "asserted " + header.hashCode()).with(header), "bob",
                Scene.PASSWORD).status()).isEqualTo(200);

        SipText got = carol.awaitMessage("asserted " + header.hashCode());
        assertThat(got.headers("P-Asserted-Identity")).containsExactly("<sip:bob@bridgehead.local>");
        assertThat(got.headers("P-Preferred-Identity")).isEmpty();
        assertThat(String.join("\n", got.headers())).doesNotContain("alice", "493012345");
    }

    @Test
    @Threat(3)
    void aDisplayNameOrAnInitiatorInTheXmlMakesNobodyTheOwner() {
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        SipWire carol = SCENE.wire("carol");
        SipWire bob = SCENE.wire("bob");
        carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), telephone.uri(), telephone.uri())), "carol", Scene.PASSWORD);
        String conference = Soap.text(carol.awaitMessage("createConferenceResponse").body(), "conferenceId");

        String end = Soap.endConference(Soap.messageId(), conference);
        SipWire.Request request = bob.message("bob", "conference", Soap.CONTENT_TYPE,
                end.replace("</c:conferenceId>", "</c:conferenceId><c:initiator>sip:carol@bridgehead.local</c:initiator>"));
        bob.exchange(request.from("sip:bob@bridgehead.local").displayName("Carol"), "bob", Scene.PASSWORD);
        bob.exchange(bob.message("bob", "conference", Soap.CONTENT_TYPE, end).displayName("sip:carol@bridgehead.local"), "bob",
                Scene.PASSWORD);

        Awaitility.await().until(() -> copies(bob, "Fault") == 2);
        assertThat(copies(bob, "endConferenceResponse")).isZero();
    }

    @Test
    @Threat(5)
    void nobodyRegistersAsSomebodyElse() {
        SipWire bob = SCENE.unknownWire();

        assertThat(bob.exchange(bob.register("alice"), "bob", Scene.PASSWORD).status()).isEqualTo(403);
        assertThat(bob.exchange(bob.register("bob").from("sip:alice@bridgehead.local"), "alice", "wrong").status())
                .isEqualTo(401);
        assertThat(bob.exchange(bob.register("bob").to("sip:bob@example.com"), "bob", Scene.PASSWORD).status()).isEqualTo(403);
    }

    @Test
    @Threat(5)
    void aDeviceIsReachedByItsConnectionWhateverItsContactSays() {
        SipWire dave = SCENE.unknownWire();
        assertThat(dave.exchange(dave.binding("dave", "<sip:alice@192.0.2.77:5060;maddr=192.0.2.78>"), "dave", Scene.PASSWORD)
                .status()).isEqualTo(200);
        SipWire bob = SCENE.wire("bob");

        assertThat(bob.exchange(bob.message("bob", "dave", "text/plain", "by the flow"), "bob", Scene.PASSWORD).status())
                .isEqualTo(200);
        dave.awaitMessage("by the flow");
    }

    @Test
    @Threat(5)
    @Feature("A039")
    void devicesAreLimitedAndAStarNeedsExpiresZero() {
        SipWire dave = SCENE.unknownWire();
        SipText last = null;
        for (int i = 1; i <= 7; i++) {
            last = dave.exchange(dave.binding("dave", "<sip:dave@192.0.2." + i + ";transport=tcp>"), "dave", Scene.PASSWORD);
        }
        assertThat(String.join(",", last.headers("Contact")).split("sip:dave@")).hasSize(5 + 1);
        assertThat(last.headers("Contact").toString()).contains("192.0.2.7;").doesNotContain("192.0.2.1;", "192.0.2.2;");

        assertThat(dave.exchange(dave.binding("dave", "*"), "dave", Scene.PASSWORD).status()).isEqualTo(400);
        String all = IntStream.rangeClosed(1, 6).mapToObj(i -> "<sip:dave@192.0.2." + i + ">")
                .reduce((one, other) -> one + "," + other).orElseThrow();
        assertThat(dave.exchange(dave.binding("dave", all), "dave", Scene.PASSWORD).status()).isEqualTo(403);
        assertThat(dave.exchange(dave.binding("dave", "<sip:dave@192.0.2.9>;expires=3"), "dave", Scene.PASSWORD))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(423))
                .satisfies(answer -> assertThat(answer.header("Min-Expires")).isEqualTo("60"));
        SipText gone = dave.exchange(dave.binding("dave", "*").expires(0), "dave", Scene.PASSWORD);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.headers("Contact")).isEmpty();
    }

    @Test
    @Threat(4)
    void noRequestIsCarriedToAnotherHost() {
        SipWire bob = SCENE.wire("bob");
        for (String host : List.of("sip:x@example.com", "sip:alice@192.0.2.1", "sip:alice@bridgehead.local.example.com")) {
            SipWire.Request request = bob.message("bob", "alice", "text/plain", "relay me").uri(host);
            assertThat(bob.exchange(request, "bob", Scene.PASSWORD).status()).isEqualTo(403);
        }
        assertThat(RawSip.ask(SCENE.product, Transport.UDP, RawSip.request(Transport.UDP, "MESSAGE", Product.address("bob"),
                "tel:+493012345", "x")).status()).isIn(407, 416);
    }
}
