package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.conference.ConferenceCommand.DialAgain;

class LegEventsTest {

    private ConferenceFixture conference;

    @BeforeEach
    void bobIsBeingCalled() {
        conference = ConferenceFixture.started(StartPolicy.EAGER, "Bob");
    }

    @ParameterizedTest
    @CsvSource({ "SIP,486,busy,busy", "SIP,600,busy,busy", "SIP,603,declined,failed", "SIP,607,declined,failed",
            "SIP,408,no-answer,failed", "SIP,480,no-answer,failed", "SIP,404,not-found,failed", "SIP,604,not-found,failed",
            "SIP,484,not-found,failed", "SIP,500,unreachable,failed", "SIP,503,unreachable,failed",
            "SIP,430,unreachable,failed", "SIP,403,failed,failed",
            "SIP,488,failed,failed", "Q850,17,busy,busy", "Q850,21,declined,failed", "Q850,19,no-answer,failed",
            "Q850,1,not-found,failed", "Q850,38,unreachable,failed", "Q850,0,failed,failed", "BRIDGE,0,failed,failed",
            "TIMER,0,no-answer,failed", "USER,0,declined,failed" })
    void eachCauseHasItsOutcome(Cause.Source source, int code, String outcome, String method) {
        conference.see("p2", LegEvent.Kind.REFUSED, new Cause(source, code, ""));

        ParticipantView row = conference.row("p2");
        assertThat(row.outcome().word()).isEqualTo(outcome);
        assertThat(row.method().word()).isEqualTo(method);
        assertThat(row.cause().code()).isEqualTo(code);
        assertThat(row.knownBy()).isEqualTo(KnownBy.BRIDGE);
    }

    @Test
    void progressShowsNothingNew() {
        assertThat(conference.see("p2", LegEvent.Kind.PROGRESS, null)).isEmpty();
        assertThat(conference.state("p2")).isEqualTo(ParticipantState.DIALING_OUT);
    }

    @Test
    void ringingAfterTheAnswerChangesNothing() {
        conference.answered("p2");

        assertThat(conference.rings("p2")).isEmpty();
    }

    @Test
    void aRepeatedEventChangesNothing() {
        conference.rings("p2");
        assertThat(conference.rings("p2")).isEmpty();
        conference.answered("p2");
        assertThat(conference.answered("p2")).isEmpty();
        conference.left("p2");
        assertThat(conference.left("p2")).isEmpty();
        assertThat(conference.answered("p2")).isEmpty();
    }

    @Test
    void holdAndResumeFollowTheBridgesOrder() {
        conference.answered("p2");
        LegId leg = new LegId(conference.id, "p2", 1);

        assertThat(told(conference.see(LegEvent.of(leg, LegEvent.Kind.HELD, null, conference.now, 5))))
                .containsExactly("p2 on-hold");
        assertThat(conference.see(LegEvent.of(leg, LegEvent.Kind.RESUMED, null, conference.now, 4))).isEmpty();
        assertThat(told(conference.see(LegEvent.of(leg, LegEvent.Kind.RESUMED, null, conference.now, 6))))
                .containsExactly("p2 connected");
    }

    @Test
    void holdBeforeTheAnswerIsNotTakenForOne() {
        assertThat(conference.see("p2", LegEvent.Kind.HELD, null)).isEmpty();
    }

    @Test
    void leftWithoutAnAnswerSeenStillSaysLeft() {
        assertThat(told(conference.left("p2"))).containsExactly("p2 left");
    }

    @Test
    void aTelephoneRingsAsLongAsAllowedHoweverLateItWasCalled() {
        conference.answered("p1");
        conference.after(50);
        conference.rings("p2");
        assertThat(told(conference.after(59))).isEmpty();
        assertThat(told(conference.after(1))).contains("hang up p2");
    }

    @Test
    void anAnswerAfterWeGaveUpIsHungUp() {
        conference.answered("p1");
        conference.after(60);
        conference.after(15);
        assertThat(conference.row("p2").outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(conference.row("p2").knownBy()).isEqualTo(KnownBy.TIMER);

        assertThat(told(conference.answered("p2"))).containsExactly("hang up p2");
        assertThat(told(conference.rings("p2"))).containsExactly("hang up p2");
        assertThat(told(conference.remove("p2"))).containsExactly("hang up p2");
        assertThat(conference.row("p2").outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void anAnswerAfterTheEndOfTheConferenceIsHungUp() {
        conference.see(LegEvent.unavailable(conference.id, null, conference.now));

        assertThat(told(conference.answered("p2"))).containsExactly("hang up p2");
    }

    @Test
    void aMadBridgeCannotMakeUsWriteForever() {
        conference.answered("p1");
        conference.after(60);
        conference.after(15);

        for (int i = 0; i < 100; i++) {
            conference.answered("p2");
        }
        assertThat(told(conference.events)).filteredOn("hang up p2"::equals).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void dialsAgainAsANewAttemptAndIgnoresTheOldOne() {
        conference.answered("p1");
        LegId first = new LegId(conference.id, "p2", 1);
        conference.refused("p2", 486);

        assertThat(told(conference.command(new DialAgain(conference.id, "p2")))).containsExactly("dial p2", "p2 dialing-out");
        assertThat(conference.row("p2").attempt()).isEqualTo(2);
        assertThat(conference.see(LegEvent.of(first, LegEvent.Kind.LEFT, null, conference.now, 0))).isEmpty();
        assertThat(told(conference.see(LegEvent.of(first, LegEvent.Kind.ANSWERED, null, conference.now, 0))))
                .containsExactly("hang up p2");
        assertThat(told(conference.answered("p2"))).containsExactly("p2 connected");
    }

    @Test
    void eventsOfUnknownLegsChangeNothing() {
        assertThat(conference.see(LegEvent.of(new LegId(conference.id, "p9", 1), LegEvent.Kind.ANSWERED, null, null, 0)))
                .isEmpty();
        assertThat(conference.see(LegEvent.of(new LegId(conference.id, "p2", 7), LegEvent.Kind.LEFT, null, null, 0))).isEmpty();
        assertThat(conference.see(LegEvent.of(new LegId("other", "p2", 1), LegEvent.Kind.LEFT, null, null, 0))).isEmpty();
    }
}
