package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SippTelephone;
import io.bridgehead.test.WireTelephone;

/** Whatever a telephone does instead of answering reaches the client in words of its own. */
class RefusalsIT {

    private static final int RING_SECONDS = 6;

    @RegisterExtension
    static final Scene SCENE = new Scene(
            Product.withDemoAccounts().set("bridgehead.conference-service.ring-timeout", RING_SECONDS + "s"));

    @ParameterizedTest
    @CsvSource({ "BUSY, busy, Zoe is busy, (486 Busy Here)", "DECLINES, declined, Zoe declined, (603 Decline)",
            "UNKNOWN, number unknown, Zoe has no telephone at this address, (404 Not Found)",
            "UNAVAILABLE, no answer, No answer from Zoe, (480 Temporarily Unavailable)",
            "FAILS, not reached, Zoe cannot be reached, (500 Server Internal Error)",
            "OVERLOADED, not reached, Zoe cannot be reached, (503 Service Unavailable)",
            "SILENT, no answer, No answer from Zoe, ''", "ANSWERS_WITHOUT_SDP, not reached, The call to Zoe failed, (488 ",
            "NEVER_REFRESHES, has left the call, Zoe left, (408 Session Expired)" })
    @Feature({ "A055", "A083" })
    void eachRefusalHasItsOwnWordsAndCauseWhichStay(SippTelephone.Behaviour behaviour, String state, String words,
            String cause) {
        SippTelephone telephone = SCENE.keep(new SippTelephone(behaviour));
        Client client = SCENE.start(SCENE.named(SCENE.carol()), "Zoe <" + telephone.uri() + ">",
                SCENE.named(SCENE.alice()));

        client.awaitState("Zoe", state);
        client.awaitLine(words, cause);
        client.awaitState("Alice", "in the call");
        client.type("roster");
        client.awaitLine("  p2 ", "Zoe", state + " " + cause);
        assertThat(SCENE.carol().state()).isEqualTo("connected");
    }

    @Test
    @Feature("A055")
    void aTelephoneThatIsHungUpWhileItRingsIsBusy() {
        SCENE.alice().rings();
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()), SCENE.named(SCENE.bob()));
        client.awaitState("Alice", "ringing");

        SCENE.alice().hangUp();

        client.awaitState("Alice", "busy");
        assertThat(client.statesOf("Alice")).containsSubsequence("ringing", "busy").doesNotContain("in the call");
    }

    @Test
    @Feature("A057")
    void aTelephoneThatIsHungUpAfterTheAnswerHasLeft() {
        SCENE.alice().answersAndHangsUpAfter(1);
        Client client = SCENE.start(SCENE.named(SCENE.carol()), SCENE.named(SCENE.alice()), SCENE.named(SCENE.bob()));

        client.awaitState("Alice", "has left the call");
        assertThat(client.statesOf("Alice")).containsSubsequence("in the call", "has left the call");
    }

    @Test
    void aTelephoneThatNobodyAnswersIsGivenUp() {
        WireTelephone telephone = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.RINGS));
        Client client = SCENE.start(SCENE.named(SCENE.carol()), "Zoe <" + telephone.uri() + ">", SCENE.named(SCENE.alice()));

        client.awaitState("Zoe", "ringing");
        client.awaitState("Zoe", "no answer");
        client.awaitLine("No answer from Zoe");
        assertThat(telephone.saw("CANCEL")).isTrue();
    }

    @Test
    void aTelephoneThatAnswersNothingOrNonsenseIsGivenUp() {
        WireTelephone silent = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.SILENT));
        WireTelephone babbling = SCENE.keep(new WireTelephone(WireTelephone.Behaviour.BABBLES));
        Client client = SCENE.start(SCENE.named(SCENE.carol()), "Zoe <" + silent.uri() + ">", "Yan <" + babbling.uri() + ">",
                SCENE.named(SCENE.alice()));

        client.awaitState("Zoe", "no answer");
        client.awaitState("Yan", "no answer");
        client.awaitLine("No answer from Zoe", "(Q.850 27 The telephone does not respond)");
        client.awaitState("Alice", "in the call");
    }
}
