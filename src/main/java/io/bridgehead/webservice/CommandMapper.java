package io.bridgehead.webservice;

import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.Invitee;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.conference.Steering;
import io.bridgehead.soap.ConferenceRequest;

/** From the WSDL's requests to the core's commands. */
final class CommandMapper {

    private CommandMapper() {
    }

    /** @throws IllegalArgumentException if the request changes no conference */
    static ConferenceCommand map(ConferenceRequest request) {
        if (request instanceof ConferenceRequest.CreateConference create) {
            return new ConferenceCommand.CreateConference(create.subject().orElse(""), invitee(create.initiator()),
                    create.participants().stream().map(CommandMapper::invitee).toList(), create.account().orElse(null),
                    create.start().map(CommandMapper::start).orElse(null),
                    create.policy().map(PolicyMapper::map).orElse(null), create.dialIn().orElse(null));
        } else if (request instanceof ConferenceRequest.AddParticipant add) {
            return new ConferenceCommand.AddParticipant(add.conferenceId(), invitee(add.participant()));
        } else if (request instanceof ConferenceRequest.RemoveParticipant remove) {
            return new ConferenceCommand.RemoveParticipant(remove.conferenceId(), remove.participantId());
        } else if (request instanceof ConferenceRequest.DialAgain again) {
            return new ConferenceCommand.DialAgain(again.conferenceId(), again.participantId());
        } else if (request instanceof ConferenceRequest.EndConference end) {
            return new ConferenceCommand.EndConference(end.conferenceId());
        }
        return steering(request);
    }

    private static ConferenceCommand steering(ConferenceRequest request) {
        if (request instanceof ConferenceRequest.SteerParticipant steer) {
            return new ConferenceCommand.SteerParticipant(steer.conferenceId(), steer.participantId(),
                    Steering.valueOf(steer.steering().name()));
        } else if (request instanceof ConferenceRequest.LockConference lock) {
            return new ConferenceCommand.LockConference(lock.conferenceId(), lock.locked());
        } else if (request instanceof ConferenceRequest.ChangeHand hand) {
            return new ConferenceCommand.ChangeHand(hand.conferenceId(), hand.participantId().orElse(null), hand.raised());
        } else if (request instanceof ConferenceRequest.SetPolicy set) {
            return new ConferenceCommand.SetPolicy(set.conferenceId(), PolicyMapper.map(set.policy()));
        } else if (request instanceof ConferenceRequest.TransferModerator transfer) {
            return new ConferenceCommand.TransferModerator(transfer.conferenceId(), transfer.user());
        }
        throw new IllegalArgumentException("Not a request that changes a conference");
    }

    private static Invitee invitee(ConferenceRequest.Person person) {
        return new Invitee(person.name().orElse(null), person.address(), person.user().orElse(null));
    }

    private static StartPolicy start(ConferenceRequest.Start start) {
        return switch (start) {
            case INITIATOR_FIRST -> StartPolicy.INITIATOR_FIRST;
            case ALL_AT_ONCE -> StartPolicy.EAGER;
        };
    }
}
