package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Threat;

/** What is believed of a conference and what its bridge says are settled. */
class ReconciliationTest {

    private ConferenceFixture conference;
    private Instant asked;

    @BeforeEach
    void aliceTalksToBobAndCarolIsCalled() {
        conference = ConferenceFixture.running("Bob");
        conference.add("Carol");
        asked = conference.now.plusSeconds(10);
        conference.now = asked.plusSeconds(1);
    }

    private List<ConferenceEvent> settle(LegEvent... alive) {
        List<ConferenceEvent> fresh = conference.conference().reconcile(List.of(alive), asked, conference.now);
        conference.events.addAll(fresh);
        return fresh;
    }

    private LegEvent leg(String participant, LegEvent.Kind kind) {
        return LegEvent.of(new LegId(conference.id, participant, 1), kind, null, asked, 0);
    }

    private LegEvent[] up(String... participants) {
        return Stream.of(participants).flatMap(participant -> Stream.of(leg(participant, LegEvent.Kind.PROGRESS),
                leg(participant, LegEvent.Kind.ANSWERED))).toArray(LegEvent[]::new);
    }

    @Test
    void whatIsTheSameChangesNothing() {
        assertThat(settle(up("p1", "p2"))).isEmpty();
    }

    @Test
    @Threat(23)
    void aCallThatTheBridgeNoLongerHasIsOverAndSaysWhy() {
        settle(up("p1"));

        assertThat(conference.state("p2")).isEqualTo(ParticipantState.DISCONNECTED);
        assertThat(conference.row("p2").outcome()).isEqualTo(Outcome.LEFT);
        assertThat(conference.row("p2").cause().text()).isEqualTo("Lost in a restart of the bridge");
        assertThat(conference.state("p1")).isEqualTo(ParticipantState.CONNECTED);
    }

    @Test
    void whoHasRungAndIsLostWasNotReached() {
        conference.rings("p3");
        asked = conference.now.plusSeconds(1);
        conference.now = asked;

        settle(up("p1", "p2"));

        assertThat(conference.row("p3").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void whoIsJustBeingCalledIsLeftToTheOrderOnItsWay() {
        settle(up("p1", "p2"));

        assertThat(conference.state("p3")).isEqualTo(ParticipantState.DIALING_OUT);
    }

    @Test
    void anAnswerThatWasLostIsTakenOver() {
        settle(up("p1", "p2", "p3"));

        assertThat(conference.state("p3")).isEqualTo(ParticipantState.CONNECTED);
    }

    @Test
    void aCallThatWasGivenUpIsHungUp() {
        conference.left("p2");
        asked = conference.now.plusSeconds(1);
        conference.now = asked;

        assertThat(ConferenceFixture.told(settle(up("p1", "p2")))).containsExactly("hang up p2");
        assertThat(conference.state("p2")).isEqualTo(ParticipantState.DISCONNECTED);
    }

    @Test
    void whatHasChangedSinceTheBridgeWasAskedIsLeftAlone() {
        asked = asked.minusSeconds(60);

        assertThat(settle()).isEmpty();
    }
}
