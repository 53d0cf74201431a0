package io.bridgehead.webservice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.bridgehead.conference.Adding;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferencePhase;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.DialIn;
import io.bridgehead.conference.DisconnectionMethod;
import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.RosterPart;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.TelephoneAddress;

/** Conferences as the core shows them. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089123Z");

    static final ConferenceRule ENDING = new ConferenceRule(OnLeaving.GO_ON, OnLeaving.END, Duration.ofMinutes(5),
            Duration.ZERO,
            Duration.ofHours(12), Adding.IN_CHARGE);

    static final ParticipantView ANN = new ParticipantView("p1", "Ann", address("sip:ann@example.org"), true,
            ParticipantState.ALERTING, null, null, null, 1, KnownBy.BRIDGE, TIME, false, false, "ann@example.org");

    static final ParticipantView BOB = new ParticipantView("p2", "Bob <\"&>", address("+44 20 7946 0000"), false,
            ParticipantState.DISCONNECTED, DisconnectionMethod.BUSY, Outcome.BUSY, Cause.sip(486, "Busy here"), 2,
            KnownBy.TIMER, TIME, false, true, null);

    private Samples() {
    }

    static ConferenceView running() {
        return new ConferenceView("c1", 7, 5, "Budget", "ann@example.org", "eve@example.org", ENDING, null,
                ConferencePhase.RUNNING, null, null, null,
                TIME, null, false, List.of(ANN, BOB), new DialIn("+4930123456", "sip:bridge@example.org", "48291337"));
    }

    static ConferenceView ended() {
        return with(List.of(ANN));
    }

    /** An ended conference of these people. */
    static ConferenceView with(List<ParticipantView> roster) {
        return new ConferenceView("c1", 9, 8, "", "ann@example.org", "eve@example.org", ENDING, null, ConferencePhase.ENDED,
                EndReason.INITIATOR_NOT_REACHED, Outcome.NO_ANSWER, Cause.q850(19, ""), TIME, TIME, false, roster, null);
    }

    static StatusChange bobIsBusy(List<String> recipients) {
        return new StatusChange("c1", 7, 5, "participant-state-changed", TIME, "Budget", ConferencePhase.RUNNING, null,
                null, null, false, "eve@example.org", BOB, null, recipients);
    }

    static StatusChange conferenceEnded() {
        return conferenceEnded(new RosterPart(0, 1));
    }

    static StatusChange conferenceEnded(RosterPart roster) {
        return new StatusChange("c1", 9, 8, "conference-ended", TIME, "", ConferencePhase.ENDED,
                EndReason.INITIATOR_NOT_REACHED, Outcome.NO_ANSWER, Cause.q850(19, ""), false, null, null,
                roster, List.of("ann@example.org"));
    }

    private static TelephoneAddress address(String typed) {
        String normalised = typed.startsWith("sip:") ? typed : "tel:" + typed.replace(" ", "");
        return new TelephoneAddress(typed, normalised, normalised);
    }
}
