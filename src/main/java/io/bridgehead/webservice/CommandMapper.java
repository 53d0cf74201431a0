package io.bridgehead.webservice;

import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.webservice.wsdl.conference.AddParticipant;
import io.bridgehead.webservice.wsdl.conference.CreateConference;
import io.bridgehead.webservice.wsdl.conference.DialAgain;
import io.bridgehead.webservice.wsdl.conference.EndConference;
import io.bridgehead.webservice.wsdl.conference.Invitee;
import io.bridgehead.webservice.wsdl.conference.RemoveParticipant;

/** From the WSDL's requests to the core's commands. */
final class CommandMapper {

    private CommandMapper() {
    }

    static ConferenceCommand map(CreateConference request) {
        return new ConferenceCommand.CreateConference(request.getSubject() == null ? "" : request.getSubject(),
                map(request.getInitiator()), request.getParticipant().stream().map(CommandMapper::map).toList(),
                request.getAccount(), start(request));
    }

    static ConferenceCommand map(AddParticipant request) {
        return new ConferenceCommand.AddParticipant(request.getConferenceId(), map(request.getParticipant()));
    }

    static ConferenceCommand map(RemoveParticipant request) {
        return new ConferenceCommand.RemoveParticipant(request.getConferenceId(), request.getParticipantId());
    }

    static ConferenceCommand map(DialAgain request) {
        return new ConferenceCommand.DialAgain(request.getConferenceId(), request.getParticipantId());
    }

    static ConferenceCommand map(EndConference request) {
        return new ConferenceCommand.EndConference(request.getConferenceId());
    }

    private static io.bridgehead.conference.Invitee map(Invitee invitee) {
        return new io.bridgehead.conference.Invitee(invitee.getName(), invitee.getAddress());
    }

    private static StartPolicy start(CreateConference request) {
        if (request.getStart() == null) {
            return null;
        }
        return switch (request.getStart()) {
            case INITIATOR_FIRST -> StartPolicy.INITIATOR_FIRST;
            case ALL_AT_ONCE -> StartPolicy.EAGER;
        };
    }
}
