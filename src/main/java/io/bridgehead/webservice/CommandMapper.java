package io.bridgehead.webservice;

import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.InvalidCommandException;
import io.bridgehead.conference.StartPolicy;
import io.bridgehead.conference.Steering;
import io.bridgehead.webservice.wsdl.conference.AddParticipant;
import io.bridgehead.webservice.wsdl.conference.CreateConference;
import io.bridgehead.webservice.wsdl.conference.DialAgain;
import io.bridgehead.webservice.wsdl.conference.EndConference;
import io.bridgehead.webservice.wsdl.conference.HoldParticipant;
import io.bridgehead.webservice.wsdl.conference.Invitee;
import io.bridgehead.webservice.wsdl.conference.LowerHand;
import io.bridgehead.webservice.wsdl.conference.MuteParticipant;
import io.bridgehead.webservice.wsdl.conference.RaiseHand;
import io.bridgehead.webservice.wsdl.conference.RemoveParticipant;
import io.bridgehead.webservice.wsdl.conference.ResumeParticipant;
import io.bridgehead.webservice.wsdl.conference.SetPolicy;
import io.bridgehead.webservice.wsdl.conference.TransferModerator;
import io.bridgehead.webservice.wsdl.conference.UnlockConference;
import io.bridgehead.webservice.wsdl.conference.UnmuteParticipant;

/** From the WSDL's requests to the core's commands. */
final class CommandMapper {

    private CommandMapper() {
    }

    /** @throws InvalidCommandException if the request changes no conference */
    static ConferenceCommand map(Object request) {
        if (request instanceof CreateConference create) {
            return new ConferenceCommand.CreateConference(create.getSubject() == null ? "" : create.getSubject(),
                    map(create.getInitiator()), create.getParticipant().stream().map(CommandMapper::map).toList(),
                    create.getAccount(), start(create),
                    PolicyMapper.map(create.getPolicy()), create.isDialIn());
        } else if (request instanceof AddParticipant add) {
            return new ConferenceCommand.AddParticipant(add.getConferenceId(), map(add.getParticipant()));
        } else if (request instanceof RemoveParticipant remove) {
            return new ConferenceCommand.RemoveParticipant(remove.getConferenceId(), remove.getParticipantId());
        } else if (request instanceof DialAgain again) {
            return new ConferenceCommand.DialAgain(again.getConferenceId(), again.getParticipantId());
        } else if (request instanceof EndConference end) {
            return new ConferenceCommand.EndConference(end.getConferenceId());
        }
        return rules(request);
    }

    private static ConferenceCommand rules(Object request) {
        if (request instanceof SetPolicy set) {
            return new ConferenceCommand.SetPolicy(set.getConferenceId(), PolicyMapper.map(set.getPolicy()));
        } else if (request instanceof TransferModerator transfer) {
            return new ConferenceCommand.TransferModerator(transfer.getConferenceId(), transfer.getUser());
        } else if (request instanceof RaiseHand hand) {
            return new ConferenceCommand.ChangeHand(hand.getConferenceId(), hand.getParticipantId(), true);
        } else if (request instanceof LowerHand hand) {
            return new ConferenceCommand.ChangeHand(hand.getConferenceId(), hand.getParticipantId(), false);
        }
        return steering(request);
    }

    private static ConferenceCommand steering(Object request) {
        if (request instanceof MuteParticipant mute) {
            return new SteerParticipant(mute.getConferenceId(), mute.getParticipantId(), Steering.MUTE);
        } else if (request instanceof UnmuteParticipant unmute) {
            return new SteerParticipant(unmute.getConferenceId(), unmute.getParticipantId(), Steering.UNMUTE);
        } else if (request instanceof HoldParticipant hold) {
            return new SteerParticipant(hold.getConferenceId(), hold.getParticipantId(), Steering.HOLD);
        } else if (request instanceof ResumeParticipant resume) {
            return new SteerParticipant(resume.getConferenceId(), resume.getParticipantId(), Steering.RESUME);
        } else if (request instanceof io.bridgehead.webservice.wsdl.conference.LockConference lock) {
            return new LockConference(lock.getConferenceId(), true);
        } else if (request instanceof UnlockConference unlock) {
            return new LockConference(unlock.getConferenceId(), false);
        }
        throw new InvalidCommandException();
    }

    private static io.bridgehead.conference.Invitee map(Invitee invitee) {
        return new io.bridgehead.conference.Invitee(invitee.getName(), invitee.getAddress(), invitee.getUser());
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
