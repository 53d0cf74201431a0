package io.bridgehead.conference;

import java.util.Optional;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceEvent.ConferenceCreated;
import io.bridgehead.conference.ConferenceEvent.DialInOpened;
import io.bridgehead.conference.ConferenceEvent.LockChanged;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;

/** Judges commands and raises what they change. */
final class CommandDecision {

    private static final int MAX_ATTEMPTS = 9999;

    private CommandDecision() {
    }

    static void create(Change change, String id, CreateConference command, BridgeChoice choice, String user) {
        if (command.initiator() == null) {
            throw new InvalidCommandException();
        }
        if (command.participants().isEmpty()) {
            throw new TooFewParticipantsException();
        }
        if (command.participants().size() + 1 > choice.portAllowance()) {
            throw new PortAllowanceExceededException();
        }
        change.raise(new ConferenceCreated(id, change.now(), clean(command.subject()), user, choice.account(), choice.bridge(),
                command.startPolicy(), choice.portAllowance(), change.now().plus(change.policy().maxLength())));
        dialIn(command, choice)
                .ifPresent(dialIn -> change.raise(new DialInOpened(id, change.now(), dialIn)));
        add(change, command.initiator(), true);
        command.participants().forEach(invitee -> add(change, invitee, false));
        change.dial(change.conference().initiator());
    }

    private static Optional<DialIn> dialIn(CreateConference command, BridgeChoice choice) {
        DialInOffer offer = choice.dialIn();
        if (offer == null && Boolean.TRUE.equals(command.dialIn())) {
            throw new DialInUnavailableException();
        }
        if (offer == null || !(command.dialIn() == null ? offer.byDefault() : command.dialIn())) {
            return Optional.empty();
        }
        return Optional.of(new DialIn(offer.number(), offer.address(), Pins.next(offer.pinLength())));
    }

    static void decide(Change change, ConferenceCommand command, String user) {
        Conference conference = change.conference();
        if (!conference.owner().equals(user)) {
            throw new NotAllowedException();
        }
        if (!conference.active()) {
            throw new ConferenceEndedException();
        }
        if (command instanceof AddParticipant c) {
            requireOpen(conference);
            requireUnlocked(conference);
            requirePort(conference);
            add(change, c.participant(), false);
        } else if (command instanceof DialAgain c) {
            requireOpen(conference);
            requireUnlocked(conference);
            dialAgain(change, participant(conference, c.participantId()));
        } else if (command instanceof RemoveParticipant c) {
            remove(change, participant(conference, c.participantId()));
        } else if (command instanceof SteerParticipant c) {
            steer(change, participant(conference, c.participantId()), c.steering());
        } else if (command instanceof LockConference c) {
            requireOpen(conference);
            if (c.locked() != conference.locked()) {
                change.raise(new LockChanged(conference.id(), change.now(), c.locked()));
            }
        } else if (command instanceof EndConference) {
            if (conference.open()) {
                Settling.end(change, EndReason.OWNER_ENDED, null, null);
            }
        } else {
            throw new InvalidCommandException();
        }
    }

    private static void add(Change change, Invitee invitee, boolean initiator) {
        if (invitee == null) {
            throw new InvalidCommandException();
        }
        Conference conference = change.conference();
        TelephoneAddress address = change.policy().dialPlan().resolve(invitee.address());
        String name = clean(invitee.name());
        String id = "p" + (conference.participants().size() + 1);
        change.raise(new ParticipantAdded(conference.id(), change.now(), id, name.isEmpty() ? address.typed() : name, address,
                initiator));
    }

    private static void dialAgain(Change change, Participant participant) {
        if (!participant.gone()) {
            throw new ParticipantActiveException();
        }
        if (participant.attempt() >= MAX_ATTEMPTS) {
            throw new InvalidCommandException();
        }
        if (participant.address().dialled() == null) {
            throw new NumberNotAllowedException();
        }
        long active = change.conference().participants().stream().filter(p -> !p.gone()).count();
        if (active >= change.conference().created().portAllowance()) {
            throw new PortAllowanceExceededException();
        }
        change.dial(participant);
    }

    private static void remove(Change change, Participant participant) {
        if (participant.pending()) {
            change.enter(participant, ParticipantState.DISCONNECTED, Outcome.REMOVED, Cause.user("Removed by the owner"),
                    KnownBy.COMMAND);
        } else if (!participant.gone() && !participant.leaving()) {
            change.hangUp(participant, HangUpReason.REMOVED, Cause.user("Removed by the owner"));
        } else if (participant.gone() && participant.knownBy() == KnownBy.TIMER) {
            // The bridge never confirmed, so the telephone may still ring: who asks again must get another try.
            LegDecision.hangUpAgain(change, participant, participant.attempt());
        }
    }

    private static void steer(Change change, Participant participant, Steering steering) {
        if (!participant.state().calling() && !participant.state().inCall()) {
            throw new ParticipantNotInCallException();
        }
        boolean done = switch (steering) {
            case MUTE -> participant.muted();
            case UNMUTE -> !participant.muted();
            case HOLD -> participant.heldByUs();
            case RESUME -> !participant.heldByUs();
        };
        if (!done) {
            change.steer(participant, steering);
        }
    }

    private static void requireUnlocked(Conference conference) {
        if (conference.locked()) {
            throw new ConferenceLockedException();
        }
    }

    private static void requireOpen(Conference conference) {
        if (!conference.open()) {
            throw new ConferenceEndedException();
        }
    }

    private static void requirePort(Conference conference) {
        if (!conference.hasPort()) {
            throw new PortAllowanceExceededException();
        }
    }

    private static Participant participant(Conference conference, String id) {
        return conference.participant(id).orElseThrow(UnknownParticipantException::new);
    }

    private static String clean(String text) {
        if (text != null && text.length() > PlainText.MAX) {
            throw new InvalidCommandException();
        }
        return PlainText.of(text);
    }
}
