package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

/** Figures 4 to 10, as the core decides them. */
class ConferenceFiguresTest {

    @Test
    void figure4DialsOnlyTheInitiatorAtFirst() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob", "Carol");

        assertThat(told(conference.events)).containsExactly("dial p1", "p1 dialing-out");
        assertThat(conference.state("p2")).isEqualTo(ParticipantState.PENDING);
    }

    @Test
    void figure4DialsTheOthersOnceTheInitiatorHasAnswered() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob", "Carol");

        assertThat(told(conference.rings("p1"))).containsExactly("p1 alerting");
        assertThat(told(conference.answered("p1"))).containsExactly("p1 connected", "dial p2", "p2 dialing-out", "dial p3",
                "p3 dialing-out");
        assertThat(conference.conference().view().phase()).isEqualTo(ConferencePhase.RUNNING);
    }

    @Test
    void figure4EndsWithTheReasonWhenTheInitiatorIsBusyAndRingsNobodyElse() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob");

        assertThat(told(conference.refused("p1", 486))).containsExactly("p1 busy", "ending: initiator-not-reached",
                "p2 not-called", "ended: initiator-not-reached");
        assertThat(conference.conference().view().endOutcome()).isEqualTo(Outcome.BUSY);
    }

    @Test
    void figure4EndsWhenTheInitiatorDoesNotAnswerInTime() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob");
        conference.rings("p1");

        assertThat(told(conference.after(59))).isEmpty();
        assertThat(told(conference.after(1))).containsExactly("hang up p1", "p1 disconnecting");
        assertThat(told(conference.refused("p1", 487))).containsExactly("p1 no-answer", "ending: initiator-not-reached",
                "p2 not-called", "ended: initiator-not-reached");
    }

    @Test
    void eagerStartDialsEverybodyAtOnce() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.EAGER, "Bob", "Carol");

        assertThat(told(conference.events)).contains("dial p1", "dial p2", "dial p3");
    }

    @Test
    void figure5AddsAnyNumberOneAfterTheOther() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");

        for (int i = 3; i <= 20; i++) {
            String id = "p" + i;
            assertThat(told(conference.add("Guest " + i))).containsExactly("dial " + id, id + " dialing-out");
            assertThat(told(conference.rings(id))).containsExactly(id + " alerting");
            assertThat(told(conference.answered(id))).containsExactly(id + " connected");
        }
    }

    @Test
    void someoneAddedBeforeTheInitiatorAnsweredWaitsForIt() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob");

        assertThat(told(conference.add("Carol"))).isEmpty();
        assertThat(told(conference.answered("p1"))).contains("dial p3");
    }

    @Test
    void figure6HangsUpAndShowsDisconnectedOnlyWhenTheBridgeConfirms() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");

        assertThat(told(conference.remove("p2"))).containsExactly("hang up p2", "p2 disconnecting");
        assertThat(told(conference.left("p2"))).containsExactly("p2 removed");
        assertThat(conference.row("p2").method()).isEqualTo(DisconnectionMethod.BOOTED);
    }

    @Test
    void figure6StopsATelephoneThatRings() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.EAGER, "Bob");
        conference.rings("p2");

        assertThat(told(conference.remove("p2"))).containsExactly("hang up p2", "p2 disconnecting");
        assertThat(told(conference.refused("p2", 487))).containsExactly("p2 cancelled");
    }

    @Test
    void figure6HangsUpAgainWhenTheAnswerCrossedTheCancel() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.EAGER, "Bob");
        conference.rings("p2");
        conference.remove("p2");

        assertThat(told(conference.answered("p2"))).containsExactly("hang up p2");
        assertThat(told(conference.left("p2"))).containsExactly("p2 cancelled");
    }

    @Test
    void figure6RemovesOneWhoIsNotDialledYet() {
        ConferenceFixture conference = ConferenceFixture.started(StartPolicy.INITIATOR_FIRST, "Bob", "Carol");

        assertThat(told(conference.remove("p2"))).containsExactly("p2 removed");
        assertThat(told(conference.answered("p1"))).doesNotContain("dial p2").contains("dial p3");
    }

    @Test
    void figure7ShowsWhoHungUpAndGoesOn() {
        ConferenceFixture conference = ConferenceFixture.running("Bob", "Carol");

        assertThat(told(conference.left("p2"))).containsExactly("p2 left");
        assertThat(conference.row("p2").method()).isEqualTo(DisconnectionMethod.DEPARTED);
        assertThat(conference.conference().view().phase()).isEqualTo(ConferencePhase.RUNNING);
    }

    @Test
    @Feature("A118")
    void figure8TellsFirstThatTheInitiatorLeftAndThatItIsOverOnlyWhenAllAreGone() {
        ConferenceFixture conference = ConferenceFixture.running("Bob", "Carol");

        assertThat(told(conference.left("p1"))).containsExactly("p1 left", "ending: initiator-left", "hang up p2",
                "p2 disconnecting", "hang up p3", "p3 disconnecting");
        assertThat(told(conference.left("p2"))).containsExactly("p2 conference-ended");
        assertThat(told(conference.left("p3"))).containsExactly("p3 conference-ended", "ended: initiator-left");
    }

    @Test
    @Feature({ "A130", "A131" })
    void figure9HangsUpTheInitiatorOnlyAfterTheParticipants() {
        ConferenceFixture conference = ConferenceFixture.running("Bob", "Carol");

        assertThat(told(conference.end())).containsExactly("ending: ended-by-owner", "hang up p2", "p2 disconnecting",
                "hang up p3", "p3 disconnecting");
        assertThat(told(conference.left("p3"))).containsExactly("p3 conference-ended");
        assertThat(told(conference.left("p2"))).containsExactly("p2 conference-ended", "hang up p1", "p1 disconnecting");
        assertThat(told(conference.left("p1"))).containsExactly("p1 conference-ended", "ended: ended-by-owner");
    }

    @Test
    void figure9TellsEverybodysLastStateWithTheEndAndOnlyWithTheEnd() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");
        List<ConferenceEvent> ending = new ArrayList<>(conference.end());
        ending.addAll(conference.left("p2"));
        ending.addAll(conference.left("p1"));

        List<ConferenceEvent> before = conference.events.subList(0, conference.events.size() - ending.size());
        List<StatusChange> told = OutboxWriter.write(Conference.replay(before, ConferenceFixture.POLICY), ending).stream()
                .map(OutboxEntry::payload).filter(StatusChange.class::isInstance).map(StatusChange.class::cast).toList();

        assertThat(told).filteredOn(status -> status.roster() != null).singleElement().satisfies(end -> {
            assertThat(end.phase()).isEqualTo(ConferencePhase.ENDED);
            assertThat(end.roster().rowsOf(conference.conference().view())).extracting(ParticipantView::state)
                    .containsExactly(ParticipantState.DISCONNECTED, ParticipantState.DISCONNECTED);
        });
    }

    @Test
    void figure9EndsInBoundedTimeThoughTheBridgeConfirmsNothing() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");
        conference.end();

        assertThat(told(conference.after(15))).containsExactly("hang up p2", "p2 conference-ended", "hang up p1",
                "p1 disconnecting");
        assertThat(told(conference.after(15))).containsExactly("hang up p1", "p1 conference-ended", "ended: ended-by-owner");
    }

    @Test
    void figure10EndsAtOnceAndAsksForHangUpsWithoutWaiting() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");

        assertThat(told(conference.see(LegEvent.unavailable(conference.id, Cause.bridge("crashed"), conference.now))))
                .containsExactly("ending: bridge-unavailable", "hang up p1", "p1 conference-ended", "hang up p2",
                        "p2 conference-ended",
                        "ended: bridge-unavailable");
    }

    @Test
    void figure10TellsThatTheBridgeEndedItByItself() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");

        conference.see(LegEvent.conferenceGone(conference.id, Cause.bridge("inactivity"), conference.now));

        ConferenceView view = conference.conference().view();
        assertThat(view.endReason()).isEqualTo(EndReason.BRIDGE_ENDED);
        assertThat(view.endCause().text()).isEqualTo("inactivity");
    }

    @Test
    void endsAtTheMaximumLength() {
        ConferenceFixture conference = ConferenceFixture.running("Bob");

        assertThat(told(conference.after(12 * 3600))).startsWith("ending: maximum-length", "hang up p2");
    }
}
