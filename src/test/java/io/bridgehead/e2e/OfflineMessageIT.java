package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;

/** Plain messages between users: at once, or when the receiver is back. */
class OfflineMessageIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static SipText say(SipWire from, String user, String to, String words) {
        return from.exchange(from.message(user, to, "text/plain", words), user, Scene.PASSWORD);
    }

    @Test
    @Feature("A059")
    void aMessageToAConnectedUserArrivesAtOnceFromItsSender() {
        SipWire alice = SCENE.wire("alice");
        SipWire bob = SCENE.wire("bob");

        assertThat(say(alice, "alice", "bob", "hello now").status()).isEqualTo(200);

        assertThat(bob.awaitMessage("hello now").header("From")).contains(Product.address("alice"));
    }

    @Test
    @Feature("A041")
    void whoComesBackToAConferenceLearnsWhatIsSoAndNotWhatWas() {
        WireTelephone first = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        WireTelephone second = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        SipWire carol = SCENE.wire("carol");
        carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), first.uri(), second.uri())), "carol", Scene.PASSWORD);
        String conference = Soap.text(carol.awaitMessage("createConferenceResponse").body(), "conferenceId");
        carol.awaitMessage("reportStatus", conference, "id>p1<", "state>connected<");
        carol.awaitMessage("reportStatus", conference, "id>p2<", "state>alerting<");
        leaves(carol);
        asCarol(Soap.envelope(Soap.messageId(), "lockConference", "<c:conferenceId>" + conference + "</c:conferenceId>"));
        Awaitility.await().until(() -> SCENE.product.rows("outbox") == 0);

        SipWire back = SCENE.wire("carol");

        String snapshot = back.awaitMessage("getConferenceResponse", conference).body();
        assertThat(snapshot).containsSubsequence("locked>true<", "id>p1<", "state>connected<", "id>p2<");
        assertThat(back.received()).filteredOn(SipText::isRequest).extracting(SipText::body)
                .filteredOn(body -> body.contains(conference)).first().isEqualTo(snapshot);
        leaves(back);
        asCarol(Soap.endConference(Soap.messageId(), conference));
        Awaitility.await().until(() -> SCENE.product.rows("kept_message WHERE topic LIKE '" + conference + "%'") == 1);

        SipWire later = SCENE.wire("carol");

        later.awaitMessage("reportStatus", conference, "conferenceState>ended<");
        assertThat(later.received()).as("nothing but the end").filteredOn(SipText::isRequest).extracting(SipText::body)
                .filteredOn(body -> body.contains(conference)).hasSize(1);
    }

    /** Once the server has noticed: what it sends on a connection that is being closed, nobody answers. */
    private static void leaves(SipWire carol) {
        carol.close();
        Awaitility.await().until(() -> SCENE.product.rows("location WHERE aor LIKE 'carol@%'") == 0);
    }

    private static void asCarol(String envelope) {
        Soap.post(SCENE.product.http("/services/conference"), envelope,
                "Basic " + Base64.getEncoder().encodeToString(("carol:" + Scene.PASSWORD).getBytes()));
    }

    @Test
    void aMessageWhoseTimeIsOverIsNotDelivered() {
        SipWire alice = SCENE.wire("alice");
        assertThat(alice.exchange(alice.message("alice", "dave", "text/plain", "for now").expires(1), "alice", Scene.PASSWORD)
                .status()).isEqualTo(202);
        assertThat(alice.exchange(alice.message("alice", "dave", "text/plain", "at once or never").expires(0), "alice",
                Scene.PASSWORD).status()).isEqualTo(480);
        assertThat(say(alice, "alice", "dave", "for long").status()).isEqualTo(202);
        long sent = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - sent > TimeUnit.SECONDS.toNanos(1));

        SipWire dave = SCENE.wire("dave");

        dave.awaitMessage("for long");
        assertThat(dave.received().stream().filter(SipText::isRequest).map(SipText::body)).containsExactly("for long");
    }

    @Test
    @Feature("A041")
    void messagesToAnAwayUserAreKeptOverARestartAndDeliveredOnceInOrder() {
        SipWire alice = SCENE.wire("alice");
        assertThat(say(alice, "alice", "dave", "first of two").status()).isEqualTo(202);
        assertThat(say(alice, "alice", "dave", "second of two").status()).isEqualTo(202);

        SCENE.product.stop();
        SCENE.product.restart();
        SipWire dave = SCENE.wire("dave");

        dave.awaitMessage("second of two");
        assertThat(dave.received().stream().filter(SipText::isRequest).map(SipText::body)).containsExactly("first of two",
                "second of two");
    }
}
