package io.bridgehead.conference;

import java.util.List;

/** What a user asks of a conference. */
public sealed interface ConferenceCommand {

    /** The conference it is for; null for one yet to be created. */
    String conferenceId();

    /**
     * Starts a conference (Figure 4).
     *
     * @param subject at most 200 characters, may be empty
     * @param initiator becomes participant {@code p1}
     * @param participants the others, at least one
     * @param account bridge account to use, null for the user's default; it only selects among those allowed
     * @param startPolicy whom to dial first, null for {@link StartPolicy#INITIATOR_FIRST}
     * @param ending when it is to end by itself; null, or its parts that are null: as the operator has it
     * @param dialIn whether people may call and join, null for the bridge's default
     */
    record CreateConference(String subject, Invitee initiator, List<Invitee> participants, String account,
            StartPolicy startPolicy, ConferenceRule ending, Boolean dialIn)
            implements
                ConferenceCommand {
        public CreateConference {
            participants = participants == null ? List.of() : List.copyOf(participants);
            startPolicy = startPolicy == null ? StartPolicy.INITIATOR_FIRST : startPolicy;
        }

        /** Ends as the operator has it, and can be called if conferences of the bridge usually can. */
        public CreateConference(String subject, Invitee initiator, List<Invitee> participants, String account,
                StartPolicy startPolicy) {
            this(subject, initiator, participants, account, startPolicy, null, null);
        }

        @Override
        public String conferenceId() {
            return null;
        }
    }

    /** Adds one participant to a running conference (Figure 5). */
    record AddParticipant(String conferenceId, Invitee participant) implements ConferenceCommand {
    }

    /** Dials a participant again whose last attempt is over. */
    record DialAgain(String conferenceId, String participantId) implements ConferenceCommand {
    }

    /**
     * Takes a participant out of the call, in whatever state the call is (Figure 6). The row stays. Members leave with it
     * themselves.
     */
    record RemoveParticipant(String conferenceId, String participantId) implements ConferenceCommand {
    }

    /** Mutes somebody, puts somebody on hold, or takes that back. */
    record SteerParticipant(String conferenceId, String participantId, Steering steering) implements ConferenceCommand {
    }

    /** Locks the conference, so that nobody else is called into it, or opens it again. */
    record LockConference(String conferenceId, boolean locked) implements ConferenceCommand {
    }

    /**
     * Raises or lowers a hand: somebody wants to speak.
     *
     * @param participantId null: the participant who the user is
     */
    record ChangeHand(String conferenceId, String participantId, boolean raised) implements ConferenceCommand {
    }

    /**
     * Hands the moderator's right to a user; whoever had it before has it no more. The owner keeps every right.
     *
     * @param user address of record of one of our users
     */
    record TransferModerator(String conferenceId, String user) implements ConferenceCommand {
    }

    /** Changes when the conference ends by itself; parts that are null stay as they are. */
    record SetPolicy(String conferenceId, ConferenceRule ending) implements ConferenceCommand {
    }

    /** Ends the conference for all (Figure 9). */
    record EndConference(String conferenceId) implements ConferenceCommand {
    }
}
