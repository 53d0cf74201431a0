package io.bridgehead.conference;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.ChangeHand;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;

/**
 * Who may see a conference, and who may do what. The owner and the moderator are in charge: they see and may do everything. A
 * member is a user who is a participant and was not taken out: members see the conference without the telephone numbers, may
 * raise and lower their own hand, and leave. While they are in the call they may add people, if the conference's policy says
 * so.
 */
final class Rights {

    private Rights() {
    }

    static boolean inCharge(Conference conference, String user) {
        return user.equals(conference.owner()) || user.equals(conference.moderator());
    }

    static boolean maySee(Conference conference, String user) {
        return inCharge(conference, user) || own(conference, user).isPresent();
    }

    static boolean may(Conference conference, ConferenceCommand command, String user) {
        if (inCharge(conference, user)) {
            return true;
        }
        if (command instanceof AddParticipant) {
            return conference.ending().adding() == Adding.PARTICIPANTS
                    && own(conference, user).filter(participant -> participant.state().inCall()).isPresent();
        }
        if (command instanceof ChangeHand c) {
            return isOwn(conference, c.participantId(), user);
        }
        return command instanceof RemoveParticipant c && isOwn(conference, c.participantId(), user);
    }

    /** Everybody who may see it, the owner first. */
    static Set<String> viewers(Conference conference) {
        Set<String> viewers = new LinkedHashSet<>();
        viewers.add(conference.owner());
        if (conference.moderator() != null) {
            viewers.add(conference.moderator());
        }
        conference.participants().stream().filter(p -> p.user() != null && !p.takenOut()).forEach(p -> viewers.add(p.user()));
        return viewers;
    }

    /** A user's own row: of several one in the call rather than one that is called, and that rather than one that is over. */
    static Optional<Participant> own(Conference conference, String user) {
        return conference.participants().stream().filter(p -> user.equals(p.user()) && !p.takenOut())
                .reduce((first, second) -> presence(second) >= presence(first) ? second : first);
    }

    private static int presence(Participant participant) {
        if (participant.state().inCall()) {
            return 2;
        }
        return participant.gone() ? 0 : 1;
    }

    private static boolean isOwn(Conference conference, String participantId, String user) {
        return participantId == null ? own(conference, user).isPresent()
                : conference.participant(participantId).filter(p -> user.equals(p.user()) && !p.takenOut()).isPresent();
    }
}
