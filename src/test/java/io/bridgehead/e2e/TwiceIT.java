package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Threat;
import io.bridgehead.test.WireTelephone;

/** A command that comes twice makes one call, whichever layer repeats it. */
class TwiceIT {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private WireTelephone initiator;
    private WireTelephone participant;
    private SipWire carol;

    @BeforeEach
    void users() {
        initiator = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        participant = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.ANSWERS));
        carol = SCENE.wire("carol");
    }

    private SipWire.Request create(String messageId) {
        return carol.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(messageId, initiator.uri(), participant.uri()));
    }

    /** A command sent afterwards proves that a second call would have come by now. */
    private void bothAreCalledOnce() {
        Awaitility.await().until(() -> participant.saw("ACK"));
        WireTelephone proof = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(Soap.messageId(), proof.uri(), "sip:nobody@127.0.0.1:9")), "carol", Scene.PASSWORD);
        Awaitility.await().until(() -> proof.saw("INVITE"));
        assertThat(initiator.calls()).hasSize(1);
        assertThat(participant.calls()).hasSize(1);
    }

    @Test
    @Threat(24)
    void theSameMessageIdIsAnsweredAgainAsAReplay() {
        String messageId = Soap.messageId();

        assertThat(carol.exchange(create(messageId), "carol", Scene.PASSWORD).status()).isEqualTo(200);
        String first = carol.awaitMessage("createConferenceResponse").body();
        assertThat(carol.exchange(create(messageId), "carol", Scene.PASSWORD).status()).isEqualTo(200);
        String second = carol.awaitMessage("createConferenceResponse", "replay>true<").body();

        assertThat(Soap.text(second, "conferenceId")).isNotEmpty().isEqualTo(Soap.text(first, "conferenceId"));
        bothAreCalledOnce();
    }

    /** Two devices of Carol, or one and its impatient copy: neither request knows of the other. */
    @Test
    @Threat(24)
    void theSameMessageIdTwiceAtTheSameTimeIsAnsweredBothTimes() {
        String messageId = Soap.messageId();
        SipWire other = SCENE.wire("carol");
        SipWire.Request first = create(messageId);
        SipWire.Request second = other.message("carol", "conference", Soap.CONTENT_TYPE,
                Soap.createConference(messageId, initiator.uri(), participant.uri()));

        var answers = List.of(CompletableFuture.supplyAsync(() -> carol.exchange(first, "carol", Scene.PASSWORD)),
                CompletableFuture.supplyAsync(() -> other.exchange(second, "carol", Scene.PASSWORD)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        String one = carol.awaitMessage("createConferenceResponse", "replay>false<").body();
        String again = carol.awaitMessage("createConferenceResponse", "replay>true<").body();
        assertThat(Soap.text(again, "conferenceId")).isNotEmpty().isEqualTo(Soap.text(one, "conferenceId"));
        bothAreCalledOnce();
    }

    @Test
    @Threat(24)
    void theSameSipRequestInANewTransactionIsAnsweredAsTheFirst() {
        SipWire.Request request = create(Soap.messageId());
        assertThat(carol.exchange(request, "carol", Scene.PASSWORD).status()).isEqualTo(200);

        SipText again = carol.exchange(request);

        assertThat(again.status()).isIn(200, 407);
        bothAreCalledOnce();
    }

    @Test
    void anotherMessageIdIsAnotherConference() {
        carol.exchange(create(Soap.messageId()), "carol", Scene.PASSWORD);
        carol.exchange(create(Soap.messageId()), "carol", Scene.PASSWORD);

        Awaitility.await().until(() -> initiator.calls().size() == 2 && participant.calls().size() == 2);
    }
}
