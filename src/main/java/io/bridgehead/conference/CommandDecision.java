package io.bridgehead.conference;

import java.util.Objects;
import java.util.Optional;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SetPolicy;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;
import io.bridgehead.conference.ConferenceCommand.TransferModerator;
import io.bridgehead.conference.ConferenceEvent.ConferenceCreated;
import io.bridgehead.conference.ConferenceEvent.DialInOpened;
import io.bridgehead.conference.ConferenceEvent.HandChanged;
import io.bridgehead.conference.ConferenceEvent.LockChanged;
import io.bridgehead.conference.ConferenceEvent.ModeratorChanged;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;
import io.bridgehead.conference.ConferenceEvent.PolicyChanged;

/** Judges commands and raises what they change. */
final class CommandDecision {

    private static final int MAX_ATTEMPTS = 9999;
    /** Twelve hours of a large conference make some thousand events. Each one more makes each change dearer, for everybody. */
    static final long MOST_EVENTS = 20_000;

    private CommandDecision() {
    }

    static void create(Change change, String id, CreateConference command, BridgeChoice choice, String user) {
        if (command.initiator() == null) {
            throw new InvalidCommandException("The command names no initiator.", "Name whose telephone is to be called first.");
        }
        if (command.participants().isEmpty()) {
            throw new TooFewParticipantsException();
        }
        if (command.participants().size() + 1 > choice.portAllowance()) {
            throw new PortAllowanceExceededException();
        }
        RuleLimits limits = change.policy().ending();
        ConferenceRule ending = limits.apply(command.ending(), limits.usual());
        change.raise(new ConferenceCreated(id, change.now(), clean(command.subject(), "The subject"), user, choice.account(),
                choice.bridge(),
                command.startPolicy(), choice.portAllowance(), change.now().plus(ending.maxLength()), ending));
        dialIn(command, choice)
                .ifPresent(dialIn -> change.raise(new DialInOpened(id, change.now(), dialIn)));
        addOneOfSeveral(change, command.initiator(), true, "The initiator");
        int several = command.participants().size();
        for (int i = 0; i < several; i++) {
            addOneOfSeveral(change, command.participants().get(i), false, "Participant " + (i + 1) + " of " + several);
        }
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
        if (!Rights.may(conference, command, user)) {
            throw NotAllowedException.toChange();
        }
        if (!conference.active()) {
            throw new ConferenceEndedException();
        }
        boolean ends = command instanceof EndConference || command instanceof RemoveParticipant;
        if (conference.version() >= MOST_EVENTS && !ends) {
            throw new TooManyChangesException();
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
            remove(change, participant(conference, c.participantId()), user);
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
            decideOnRules(change, command, user);
        }
    }

    private static void decideOnRules(Change change, ConferenceCommand command, String user) {
        Conference conference = change.conference();
        requireOpen(conference);
        if (command instanceof ChangeHand c) {
            changeHand(change, c.participantId() == null
                    ? Rights.own(conference, user).filter(own -> own.state().inCall())
                            .orElseThrow(NoTelephoneInCallException::new)
                    : participant(conference, c.participantId()), c.raised());
        } else if (command instanceof TransferModerator c) {
            transfer(change, c.user());
        } else if (command instanceof SetPolicy c) {
            ConferenceRule ending = change.policy().ending().apply(c.ending(), conference.ending());
            if (!ending.equals(conference.ending())) {
                change.raise(new PolicyChanged(conference.id(), change.now(), ending));
            }
        } else {
            throw new IllegalArgumentException("Not a command for a conference that is there");
        }
    }

    /** Whoever sent the command is told which of the people in it is meant, by place and by name. */
    private static void addOneOfSeveral(Change change, Invitee invitee, boolean initiator, String place) {
        try {
            add(change, invitee, initiator);
        } catch (ConferenceException e) {
            String name = PlainText.of(invitee.name());
            throw e.concerning(place + " (" + (name.isEmpty() ? PlainText.of(invitee.address()) : name) + ")");
        }
    }

    private static void add(Change change, Invitee invitee, boolean initiator) {
        if (invitee == null) {
            throw new InvalidCommandException("The command names nobody to call.", "Name somebody.");
        }
        Conference conference = change.conference();
        TelephoneAddress address = change.policy().dialPlan().resolve(invitee.address());
        String name = clean(invitee.name(), "The name");
        String id = "p" + (conference.participants().size() + 1);
        change.raise(new ParticipantAdded(conference.id(), change.now(), id,
                name.isEmpty() ? PlainText.of(address.typed()) : name, address,
                initiator, user(change, invitee, address, initiator)));
    }

    /** Who is called at our own domain must be there; the initiator is the owner unless somebody else is named. */
    private static String user(Change change, Invitee invitee, TelephoneAddress address, boolean initiator) {
        if (invitee.user() != null) {
            return existing(change, invitee.user());
        }
        Users users = change.policy().users();
        if (address.sip() && users.named(address.normalised()).isPresent()) {
            return existing(change, address.normalised());
        }
        return initiator ? change.conference().owner() : null;
    }

    private static String existing(Change change, String address) {
        Users users = change.policy().users();
        return users.named(address).filter(users::exists).orElseThrow(UnknownUserException::new);
    }

    private static void changeHand(Change change, Participant participant, boolean raised) {
        if (!participant.state().inCall()) {
            throw new ParticipantNotInCallException();
        }
        if (participant.hand() != raised) {
            change.raise(new HandChanged(change.conference().id(), change.now(), participant.id(), raised));
        }
    }

    /** The owner needs no right handed over: then nobody else has it. */
    private static void transfer(Change change, String address) {
        Conference conference = change.conference();
        String user = existing(change, address);
        String moderator = user.equals(conference.owner()) ? null : user;
        if (!Objects.equals(moderator, conference.moderator())) {
            change.raise(new ModeratorChanged(conference.id(), change.now(), moderator));
        }
    }

    private static void dialAgain(Change change, Participant participant) {
        if (!participant.gone()) {
            throw new ParticipantActiveException();
        }
        if (participant.attempt() >= MAX_ATTEMPTS) {
            throw new InvalidCommandException("The participant has been called " + MAX_ATTEMPTS + " times.",
                    "Add the same person anew.");
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

    /** Whoever removes themselves leaves; all others are taken out. */
    private static void remove(Change change, Participant participant, String user) {
        boolean takenOut = !user.equals(participant.user());
        Cause cause = Cause.user(takenOut ? "Removed by the owner" : "Left");
        if (participant.pending()) {
            change.enter(participant, ParticipantState.DISCONNECTED, takenOut ? Outcome.REMOVED : Outcome.LEFT, cause,
                    KnownBy.COMMAND);
        } else if (!participant.gone() && !participant.leaving()) {
            change.hangUp(participant, takenOut ? HangUpReason.REMOVED : HangUpReason.LEAVING, cause);
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

    private static String clean(String text, String what) {
        if (text != null && text.length() > PlainText.MAX) {
            throw new InvalidCommandException(what + " is longer than " + PlainText.MAX + " characters.", "Shorten it.");
        }
        return PlainText.of(text);
    }
}
