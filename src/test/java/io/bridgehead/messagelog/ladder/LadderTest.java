package io.bridgehead.messagelog.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

class LadderTest {

    private static List<String> after(Rows before, Rows all) {
        List<String> operations = all.ladder().operations();
        return operations.subList(before.ladder().operations().size(), operations.size());
    }

    @Test
    void numbersTheCreationOfAConferenceAsFigure4() {
        assertThat(Rows.running().ladder().operations()).containsExactly("402", "404", "406", "408", "410", "412", "414",
                "416", "418", "420", "422", "424", "426", "428", "430");
    }

    @Test
    void numbersAnAddedParticipantAsFigure5() {
        assertThat(after(Rows.running(), Rows.withBob())).containsExactly("502", "504", "506", "508", "510", "512", "514",
                "516", "518", "520", "522", "524", "526", "528", "530");
    }

    @Test
    void numbersARemovalAsFigure6() {
        Rows rows = Rows.withBob().command("removeParticipant", "p2", "m3").bridge("hangUp", "p2")
                .answer("removeParticipantResponse", "m3").event("left", "p2", "disconnected booted");
        assertThat(after(Rows.withBob(), rows)).containsExactly("602", "604", "606", "608", "610", "612", "614");
    }

    @Test
    void numbersAParticipantsHangUpAsFigure7() {
        Rows rows = Rows.withBob().event("left", "p2", "disconnected departed");
        assertThat(after(Rows.withBob(), rows)).containsExactly("702", "704", "706", "708");
    }

    @Test
    void numbersTheInitiatorsHangUpAsFigure8() {
        Rows rows = Rows.withBob().event("left", "p1", "disconnected departed").bridge("hangUp", "p2")
                .report("conference ended").event("left", "p2", "disconnected booted");
        assertThat(after(Rows.withBob(), rows)).containsExactly("802", "804", "806", "808", "810", "812", "814");
    }

    @Test
    void numbersTheEndByCommandAsFigure9() {
        Rows rows = Rows.withBob().command("endConference", null, "m4").answer("endConferenceResponse", "m4")
                .bridge("hangUp", "p2").bridge("hangUp", "p1").event("left", "p2", "disconnected departed")
                .report("conference ended");
        assertThat(after(Rows.withBob(), rows)).containsExactly("902", "904", "906", "908", "910", "912", "914", "916");
    }

    @Test
    void numbersAFatalErrorAsFigure10() {
        Rows rows = Rows.withBob().add(Hop.BRIDGE_EVENT, "unavailable", "", null).bridge("end", "")
                .report("conference ended fatal");
        assertThat(after(Rows.withBob(), rows)).containsExactly("1002", "1004", "1006", "1008");
    }

    @Test
    void numbersTheDeathOfABridgeThatTellsNothingAsFigure10() {
        Rows rows = Rows.withBob().add(Hop.BRIDGE_COMMAND, "hangUp", "c1.p2.1 conference-ended", null).bridge("end", "")
                .report("conference ended fatal");
        assertThat(after(Rows.withBob(), rows)).containsExactly("1002", "1002", "1004", "1006", "1008");
    }

    @Test
    void leavesWhatTheFiguresDoNotNumberWithoutANumberButShowsIt() {
        Rows rows = Rows.running().event("left", "p2", "disconnected busy");
        assertThat(after(Rows.running(), rows)).isEmpty();
        assertThat(rows.ladder().steps()).extracting(Step::words).contains("reportStatus p2 disconnected busy");
    }

    @Test
    void numbersTheFaultThatAnswersACreation() {
        Rows rows = new Rows().command("createConference", null, "m1").answer("Fault", "m1");
        assertThat(rows.ladder().operations()).containsExactly("402", "404", "406", "410", "412", "414");
    }

    @Test
    void findsTheInitiatorWhereverTheRowsNameThem() {
        Rows rows = new Rows().bridge("dial", "p7 initiator").bridge("dial", "p1").event("ringing", "p7", "alerting");
        assertThat(rows.ladder().operations()).containsExactly("408", "508", "416", "418", "420", "422");
    }

    @Test
    void knowsAParticipantByTheNameOfTheirCall() {
        Rows rows = new Rows().bridge("dial", "cX_-7.p1.1").event("ringing", "cX_-7.p1.1", "alerting");
        assertThat(rows.ladder().operations()).containsExactly("408", "416", "418", "420", "422");
    }

    @Test
    void doesNotCallAMessageForwardedThatWasNot() {
        Rows away = new Rows().sip("createConference", null, "m1", Status.FAILED, 480);
        Rows waiting = new Rows().sip("createConference", null, "m1", Status.ACCEPTED, null);
        assertThat(away.ladder().operations()).containsExactly("402");
        assertThat(away.ladder().steps()).last().extracting(Step::words).asString().endsWith("not delivered");
        assertThat(waiting.ladder().operations()).containsExactly("402");
    }

    @Test
    void followsTheOrderOfTheRowsWhateverOrderTheyAreGivenIn() {
        List<LoggedMessage> rows = new ArrayList<>(Rows.withBob().list());
        Collections.reverse(rows);
        assertThat(Ladder.of(rows)).isEqualTo(Rows.withBob().ladder());
    }

    @Test
    void readsRowsThatSayNothing() {
        Rows rows = new Rows().sip(null, null, null).add(Hop.BRIDGE_EVENT, null, null, null)
                .add(Hop.WEBSERVICE_ANSWER, null, null, null).add(Hop.BRIDGE_COMMAND, null, null, null);
        assertThat(rows.ladder().operations()).isEmpty();
    }
}
