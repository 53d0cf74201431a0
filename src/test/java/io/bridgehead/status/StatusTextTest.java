package io.bridgehead.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.conference.ConferencePhase;
import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.TelephoneAddress;

class StatusTextTest {

    private static final Instant TIME = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "ALERTING||Bob is ringing", "CONNECTED||Bob is in the call",
            "DISCONNECTED|BUSY|Bob is busy", "DISCONNECTED|DECLINED|Bob declined",
            "DISCONNECTED|NO_ANSWER|No answer from Bob", "DISCONNECTED|LEFT|Bob left",
            "DISCONNECTED|NOT_CALLED|Bob was not called",
            "DISCONNECTED|REMOVED|Bob was removed", "DIALING_OUT||Bob is being called" })
    void namesThePersonAndWhatIsKnown(ParticipantState state, Outcome outcome, String expected) {
        assertThat(StatusText.of(participant("Bob", state, outcome))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ParticipantState.class)
    void hasALineForEveryState(ParticipantState state) {
        assertThat(StatusText.of(participant("Bob", state, null))).startsWith("Bob ").doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void hasALineForEveryOutcome(Outcome outcome) {
        assertThat(StatusText.of(participant("Bob", ParticipantState.DISCONNECTED, outcome))).contains("Bob");
        assertThat(ended(EndReason.INITIATOR_NOT_REACHED, outcome)).matches("The conference has ended: [a-z].*initiator.*");
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void tellsWhyAConferenceEnded(EndReason reason) {
        assertThat(ended(reason, Outcome.BUSY)).startsWith("The conference has ended: ").doesNotContain("_");
    }

    @Test
    void showsTheAddressOfSomebodyWithoutName() {
        assertThat(StatusText.of(participant("", ParticipantState.ALERTING, null))).isEqualTo("+44 1 is ringing");
    }

    @Test
    void anAnswerSaysUnderWayAndNamesWhomItConcerns() {
        ConferenceView view = new ConferenceView("c1", 1, 1, "", "ann@example.org", null, null, null,
                ConferencePhase.RUNNING, null, null, null, TIME, null, false,
                List.of(participant("Bob", ParticipantState.PENDING, null)), null);

        assertThat(AnswerText.of("createConference", view, List.of("p2"))).isEqualTo("Creation of the conference is under way");
        assertThat(AnswerText.of("addParticipant", view, List.of("p2"))).isEqualTo("Adding Bob is under way");
        assertThat(AnswerText.of("removeParticipant", view, List.of("p9"))).isEqualTo("Removing the participant is under way");
        assertThat(AnswerText.of("getConference", view, List.of())).isEqualTo("The conference is running");
    }

    private static String ended(EndReason reason, Outcome outcome) {
        return StatusText.of(new StatusChange("c1", 1, 1, "conference-ended", TIME, "", ConferencePhase.ENDED, reason,
                outcome, null, false, null, null, null, List.of()));
    }

    private static ParticipantView participant(String name, ParticipantState state, Outcome outcome) {
        return new ParticipantView("p2", name, new TelephoneAddress("+44 1", "tel:+441", "tel:+441"), false, state,
                outcome == null ? null : outcome.method(), outcome, null, 1, KnownBy.BRIDGE, TIME, false, false, null);
    }
}
