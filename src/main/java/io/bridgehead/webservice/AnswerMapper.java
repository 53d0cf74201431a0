package io.bridgehead.webservice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.status.AnswerText;
import io.bridgehead.webservice.wsdl.conference.Cause;
import io.bridgehead.webservice.wsdl.conference.CauseSource;
import io.bridgehead.webservice.wsdl.conference.ConferenceAnswer;
import io.bridgehead.webservice.wsdl.conference.ConferenceState;
import io.bridgehead.webservice.wsdl.conference.ConferenceSummary;
import io.bridgehead.webservice.wsdl.conference.DialIn;
import io.bridgehead.webservice.wsdl.conference.DisconnectionMethod;
import io.bridgehead.webservice.wsdl.conference.KnownBy;
import io.bridgehead.webservice.wsdl.conference.ListConferencesResponse;
import io.bridgehead.webservice.wsdl.conference.ParticipantRole;
import io.bridgehead.webservice.wsdl.conference.ParticipantState;
import io.bridgehead.webservice.wsdl.conference.ParticipantStatus;

/** From the core's view of a conference to the WSDL's answer. */
final class AnswerMapper {

    private AnswerMapper() {
    }

    /**
     * @param operation the WSDL's name of what is answered
     * @param concerned ids of the participants the command made or named
     * @param roster as much of the conference's as the answer is to carry
     */
    static ConferenceAnswer map(String operation, ConferenceView view, List<String> concerned, List<ParticipantView> roster,
            boolean replay) {
        ConferenceAnswer answer = new ConferenceAnswer();
        answer.setConferenceId(view.conferenceId());
        answer.setVersion(view.version());
        answer.setStatusNumber(view.statusNumber());
        answer.setState(ConferenceState.fromValue(view.phase().word()));
        answer.setReplay(replay);
        answer.setLocked(view.locked() ? true : null);
        answer.setModerator(view.moderator());
        answer.setOwner(view.owner());
        answer.setPolicy(PolicyMapper.map(view.ending()));
        answer.setSubject(Texts.orNull(view.subject()));
        answer.setDialIn(map(view.dialIn()));
        answer.setText(Texts.line(AnswerText.of(operation, view, concerned)));
        if (view.endReason() != null) {
            answer.setEndReason(view.endReason().word());
            answer.setEndOutcome(view.endOutcome() == null ? null : view.endOutcome().word());
            answer.setEndCause(map(view.endCause()));
        }
        answer.getConcerned().addAll(concerned);
        if (roster.size() < view.participants().size()) {
            answer.setParticipantCount(view.participants().size());
        }
        roster.forEach(participant -> answer.getParticipant().add(map(participant)));
        return answer;
    }

    private static DialIn map(io.bridgehead.conference.DialIn dialIn) {
        if (dialIn == null) {
            return null;
        }
        DialIn mapped = new DialIn();
        mapped.setNumber(dialIn.number());
        mapped.setAddress(dialIn.address());
        mapped.setPin(dialIn.pin());
        return mapped;
    }

    /** A user's conferences, in the order given, as many as fit. */
    static ListConferencesResponse map(List<ConferenceView> views) {
        ListConferencesResponse list = new ListConferencesResponse();
        MessageRoom.conferences(views).forEach(view -> list.getConference().add(summary(view)));
        return list;
    }

    private static ConferenceSummary summary(ConferenceView view) {
        ConferenceSummary summary = new ConferenceSummary();
        summary.setConferenceId(view.conferenceId());
        summary.setState(ConferenceState.fromValue(view.phase().word()));
        summary.setSubject(Texts.orNull(view.subject()));
        summary.setParticipants(view.participants().size());
        summary.setInCall((int) view.participants().stream().filter(participant -> participant.state().inCall()).count());
        summary.setCreatedAt(time(view.createdAt()));
        summary.setEndedAt(view.endedAt() == null ? null : time(view.endedAt()));
        return summary;
    }

    private static ParticipantStatus map(ParticipantView view) {
        ParticipantStatus status = new ParticipantStatus();
        status.setId(view.participantId());
        status.setName(Texts.orNull(view.name()));
        if (view.address() != null) {
            status.setAddress(view.address().typed());
            status.setResolvedAddress(view.address().normalised());
        }
        status.setRole(view.initiator() ? ParticipantRole.INITIATOR : ParticipantRole.PARTICIPANT);
        status.setState(ParticipantState.fromValue(view.state().word()));
        status.setDisconnectionMethod(view.method() == null ? null : DisconnectionMethod.fromValue(view.method().word()));
        status.setOutcome(view.outcome() == null ? null : view.outcome().word());
        status.setCause(map(view.cause()));
        status.setAttempt(view.attempt());
        status.setKnownBy(KnownBy.fromValue(view.knownBy().name().toLowerCase(Locale.ROOT)));
        status.setSince(time(view.since()));
        status.setMuted(view.muted() ? true : null);
        status.setHand(view.hand() ? true : null);
        status.setUser(view.user());
        return status;
    }

    private static Cause map(io.bridgehead.conference.Cause cause) {
        if (cause == null) {
            return null;
        }
        Cause mapped = new Cause();
        mapped.setSource(CauseSource.fromValue(cause.source().name().toLowerCase(Locale.ROOT)));
        mapped.setCode(cause.code());
        mapped.setText(Texts.orNull(cause.text()));
        return mapped;
    }

    private static XMLGregorianCalendar time(Instant instant) {
        return DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar(instant.toString());
    }
}
