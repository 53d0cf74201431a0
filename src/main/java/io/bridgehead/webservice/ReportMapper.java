package io.bridgehead.webservice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.conference.TelephoneAddress;
import io.bridgehead.soap.ReportedCause;
import io.bridgehead.soap.ReportedEnd;
import io.bridgehead.soap.ReportedParticipant;
import io.bridgehead.soap.StatusReport;
import io.bridgehead.status.StatusText;

/** From the core's status changes to reports. */
final class ReportMapper {

    private ReportMapper() {
    }

    /** @param roster the rows that are told as well */
    static StatusReport map(StatusChange change, List<ParticipantView> roster) {
        return new StatusReport(change.conferenceId(), change.version(), change.number(), change.type(), change.at(),
                Optional.ofNullable(Texts.orNull(change.subject())), change.phase().word(), change.locked(),
                Optional.ofNullable(change.moderator()),
                end(change.endReason(), change.endOutcome(), change.endCause()),
                Optional.ofNullable(change.participant()).map(ReportMapper::participant),
                roster.stream().map(ReportMapper::participant).toList(),
                Texts.line(StatusText.of(change)), change.recipients());
    }

    /** @param reason null while it goes on */
    static Optional<ReportedEnd> end(EndReason reason, Outcome outcome, Cause cause) {
        return Optional.ofNullable(reason).map(why -> new ReportedEnd(why.word(), word(outcome), cause(cause),
                Optional.of(StatusText.why(why, outcome))));
    }

    static ReportedParticipant participant(ParticipantView view) {
        return new ReportedParticipant(view.participantId(), Optional.ofNullable(Texts.orNull(view.name())),
                Optional.ofNullable(view.address()).map(TelephoneAddress::typed),
                Optional.ofNullable(view.address()).map(TelephoneAddress::normalised),
                view.initiator() ? "initiator" : "participant",
                view.state().word(), Optional.ofNullable(view.method()).map(method -> method.word()),
                word(view.outcome()), cause(view.cause()), view.attempt(), view.knownBy().name().toLowerCase(Locale.ROOT),
                view.since(), view.muted(), view.hand(), Optional.ofNullable(view.user()));
    }

    private static Optional<ReportedCause> cause(Cause cause) {
        return Optional.ofNullable(cause).map(c -> new ReportedCause(c.source().name().toLowerCase(Locale.ROOT), c.code(),
                Optional.ofNullable(Texts.orNull(c.text()))));
    }

    private static Optional<String> word(Outcome outcome) {
        return Optional.ofNullable(outcome).map(Outcome::word);
    }
}
