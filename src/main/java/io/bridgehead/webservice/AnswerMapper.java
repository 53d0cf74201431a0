package io.bridgehead.webservice;

import java.util.List;
import java.util.Optional;

import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.DialIn;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.ReportedDialIn;
import io.bridgehead.status.AnswerText;

/** From the core's view of a conference to the WSDL's answer. */
final class AnswerMapper {

    private AnswerMapper() {
    }

    /**
     * @param request what is answered
     * @param concerned ids of the participants the command made or named
     * @param roster as much of the conference's as the answer is to carry
     */
    static ConferenceAnswer map(ConferenceRequest request, ConferenceView view, List<String> concerned,
            List<ParticipantView> roster, boolean replay) {
        int count = view.participants().size();
        return new ConferenceAnswer(request.operation(), view.conferenceId(), view.version(), view.statusNumber(),
                view.phase().word(), replay, view.locked(), Optional.ofNullable(view.moderator()),
                Optional.ofNullable(view.owner()), Optional.of(PolicyMapper.map(view.ending())),
                Optional.ofNullable(Texts.orNull(view.subject())), dialIn(view.dialIn()),
                Texts.line(AnswerText.of(request.operation(), view, concerned)),
                ReportMapper.end(view.endReason(), view.endOutcome(), view.endCause()), concerned,
                roster.size() < count ? Optional.of(count) : Optional.empty(),
                roster.stream().map(ReportMapper::participant).toList());
    }

    /** A user's conferences, in the order given, as many as fit. */
    static List<ConferenceSummary> map(List<ConferenceView> views) {
        return MessageRoom.conferences(views).stream().map(AnswerMapper::summary).toList();
    }

    private static ConferenceSummary summary(ConferenceView view) {
        int inCall = (int) view.participants().stream().filter(participant -> participant.state().inCall()).count();
        return new ConferenceSummary(view.conferenceId(), view.phase().word(),
                Optional.ofNullable(Texts.orNull(view.subject())), view.participants().size(), inCall, view.createdAt(),
                Optional.ofNullable(view.endedAt()));
    }

    private static Optional<ReportedDialIn> dialIn(DialIn dialIn) {
        return Optional.ofNullable(dialIn).map(way -> new ReportedDialIn(Optional.ofNullable(way.number()),
                Optional.ofNullable(way.address()), way.pin()));
    }
}
