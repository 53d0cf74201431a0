package io.bridgehead.conference;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a conference. Its version is its place in the conference's stream: 1, 2, 3 … All events are
 * plain records; {@link #type()} and {@link #TYPES} are what a store needs to keep and read them.
 */
public sealed interface ConferenceEvent {

    /** Event classes by {@link #type()}. These names are stored: they never change. */
    Map<String, Class<? extends ConferenceEvent>> TYPES = Map.ofEntries(
            Map.entry("conference-created", ConferenceCreated.class),
            Map.entry("dial-in-opened", DialInOpened.class),
            Map.entry("participant-added", ParticipantAdded.class),
            Map.entry("dial-requested", DialRequested.class),
            Map.entry("caller-admitted", CallerAdmitted.class),
            Map.entry("caller-turned-away", CallerTurnedAway.class),
            Map.entry("participant-state-changed", ParticipantStateChanged.class),
            Map.entry("hang-up-requested", HangUpRequested.class),
            Map.entry("steering-requested", SteeringRequested.class),
            Map.entry("lock-changed", LockChanged.class),
            Map.entry("hand-changed", HandChanged.class),
            Map.entry("moderator-changed", ModeratorChanged.class),
            Map.entry("policy-changed", PolicyChanged.class),
            Map.entry("activity-seen", ActivitySeen.class),
            Map.entry("end-requested", EndRequested.class),
            Map.entry("conference-ended", ConferenceEnded.class));

    String conferenceId();

    /** When we decided it. */
    Instant at();

    /** The stored name of this kind of event. */
    String type();

    /**
     * @param owner user (address of record) who may change it and who is told
     * @param account bridge account, null for the default
     * @param bridge name of the bridge that does the telephoning
     * @param endAt when it ends at the latest, unless its ending policy is changed
     * @param ending when it ends by itself; null in conferences from before there was a choice
     */
    record ConferenceCreated(String conferenceId, Instant at, String subject, String owner, String account, String bridge,
            StartPolicy startPolicy, int portAllowance, Instant endAt, ConferenceRule ending) implements ConferenceEvent {
        @Override
        public String type() {
            return "conference-created";
        }
    }

    /** People may call and join; raised again when the bridge has to be told again. */
    record DialInOpened(String conferenceId, Instant at, DialIn dialIn) implements ConferenceEvent {
        @Override
        public String type() {
            return "dial-in-opened";
        }
    }

    /**
     * @param initiator whether it is {@code p1}
     * @param user who of our users this is, as an address of record; null if none
     */
    record ParticipantAdded(String conferenceId, Instant at, String participantId, String name, TelephoneAddress address,
            boolean initiator, String user) implements ConferenceEvent {
        @Override
        public String type() {
            return "participant-added";
        }
    }

    /** @param ringUntil when we give up if nobody has answered */
    record DialRequested(String conferenceId, Instant at, String participantId, int attempt, Instant ringUntil)
            implements
                ConferenceEvent {
        @Override
        public String type() {
            return "dial-requested";
        }
    }

    /**
     * A caller who knows the PIN becomes a participant.
     *
     * @param call the bridge's own name of the call
     * @param joinUntil when we give up if the bridge does not put the caller into the room
     */
    record CallerAdmitted(String conferenceId, Instant at, String participantId, int attempt, String call, Instant joinUntil)
            implements
                ConferenceEvent {
        @Override
        public String type() {
            return "caller-admitted";
        }
    }

    /** A caller who knows the PIN is not let in. */
    record CallerTurnedAway(String conferenceId, Instant at, String call, TurnAwayReason reason) implements ConferenceEvent {
        @Override
        public String type() {
            return "caller-turned-away";
        }
    }

    /**
     * @param attempt 0 if it was never dialled
     * @param outcome how the attempt ended; null unless the state is disconnected
     * @param cause null if there is none
     * @param bridgeTime the bridge's own time, null unless the bridge saw it
     * @param sequence the bridge's sequence number, 0 if none
     */
    record ParticipantStateChanged(String conferenceId, Instant at, String participantId, int attempt, ParticipantState state,
            Outcome outcome, Cause cause, KnownBy knownBy, Instant bridgeTime, long sequence) implements ConferenceEvent {
        @Override
        public String type() {
            return "participant-state-changed";
        }
    }

    /** @param giveUpAt when we regard the leg as gone without the bridge's word */
    record HangUpRequested(String conferenceId, Instant at, String participantId, int attempt, HangUpReason reason,
            Instant giveUpAt) implements ConferenceEvent {
        @Override
        public String type() {
            return "hang-up-requested";
        }
    }

    /** The bridge is to mute, hold, or take that back. What people see of it follows as a change of state. */
    record SteeringRequested(String conferenceId, Instant at, String participantId, int attempt, Steering steering)
            implements
                ConferenceEvent {
        @Override
        public String type() {
            return "steering-requested";
        }
    }

    /** @param locked whether nobody else may join from now on */
    record LockChanged(String conferenceId, Instant at, boolean locked) implements ConferenceEvent {
        @Override
        public String type() {
            return "lock-changed";
        }
    }

    /** @param raised whether the participant wants to speak */
    record HandChanged(String conferenceId, Instant at, String participantId, boolean raised) implements ConferenceEvent {
        @Override
        public String type() {
            return "hand-changed";
        }
    }

    /** @param moderator the user who is in charge besides the owner from now on; null: nobody */
    record ModeratorChanged(String conferenceId, Instant at, String moderator) implements ConferenceEvent {
        @Override
        public String type() {
            return "moderator-changed";
        }
    }

    /** @param ending when it ends by itself from now on */
    record PolicyChanged(String conferenceId, Instant at, ConferenceRule ending) implements ConferenceEvent {
        @Override
        public String type() {
            return "policy-changed";
        }
    }

    /** Somebody talked; noted only where inactivity counts, and not each time. */
    record ActivitySeen(String conferenceId, Instant at) implements ConferenceEvent {
        @Override
        public String type() {
            return "activity-seen";
        }
    }

    /**
     * @param outcome how the initiator's attempt ended, if that is why; otherwise null
     * @param cause null if there is none
     */
    record EndRequested(String conferenceId, Instant at, EndReason reason, Outcome outcome,
            Cause cause) implements ConferenceEvent {
        @Override
        public String type() {
            return "end-requested";
        }
    }

    /** All are gone. Same fields as {@link EndRequested}. */
    record ConferenceEnded(String conferenceId, Instant at, EndReason reason, Outcome outcome, Cause cause)
            implements
                ConferenceEvent {
        @Override
        public String type() {
            return "conference-ended";
        }
    }
}
