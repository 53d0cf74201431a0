package io.bridgehead.soap;

import java.util.List;
import java.util.Optional;

/** What a client may ask the conference service, as the WSDL says. Lengths and forms are the service's business. */
public sealed interface ConferenceRequest {

    /** The name of the body's element. */
    String operation();

    /**
     * Somebody to be called.
     *
     * @param name what people read
     * @param address a SIP or tel URI, or a telephone number as people write it
     * @param user the address of record of the user who this is; empty if the address says it, or if it is nobody
     */
    record Person(Optional<String> name, String address, Optional<String> user) {

        public Person(String address) {
            this(Optional.empty(), address, Optional.empty());
        }

        public Person(String name, String address) {
            this(Optional.of(name), address, Optional.empty());
        }
    }

    /** Whom a new conference calls first. */
    enum Start {
        INITIATOR_FIRST("initiator-first"),
        ALL_AT_ONCE("all-at-once");

        private final String word;

        Start(String word) {
            this.word = word;
        }

        /** The word used in messages. */
        public String word() {
            return word;
        }
    }

    /**
     * Starts a conference.
     *
     * @param start empty: the initiator first
     * @param account empty: the user's default
     * @param policy empty: ends as the operator has it
     * @param dialIn whether people may call the conference themselves; empty: as the operator has set it
     */
    record CreateConference(Optional<String> subject, Person initiator, List<Person> participants, Optional<Start> start,
            Optional<String> account, Optional<PolicyParts> policy, Optional<Boolean> dialIn) implements ConferenceRequest {

        public CreateConference {
            participants = List.copyOf(participants);
        }

        /** Without subject, with default start and account. */
        public CreateConference(Person initiator, List<Person> participants) {
            this(Optional.empty(), initiator, participants, Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty());
        }

        @Override
        public String operation() {
            return "createConference";
        }
    }

    /** Calls one more telephone. */
    record AddParticipant(String conferenceId, Person participant) implements ConferenceRequest {
        @Override
        public String operation() {
            return "addParticipant";
        }
    }

    /** Hangs one telephone up. */
    record RemoveParticipant(String conferenceId, String participantId) implements ConferenceRequest {
        @Override
        public String operation() {
            return "removeParticipant";
        }
    }

    /** Calls a participant again whose last call is over. */
    record DialAgain(String conferenceId, String participantId) implements ConferenceRequest {
        @Override
        public String operation() {
            return "dialAgain";
        }
    }

    /** Something that is done to one participant of the conference. */
    record SteerParticipant(Steering steering, String conferenceId, String participantId) implements ConferenceRequest {
        @Override
        public String operation() {
            return steering.operation();
        }
    }

    /** What may be done to somebody in the call. */
    enum Steering {
        MUTE("muteParticipant"),
        UNMUTE("unmuteParticipant"),
        HOLD("holdParticipant"),
        RESUME("resumeParticipant");

        private final String operation;

        Steering(String operation) {
            this.operation = operation;
        }

        /** The name of the body's element. */
        public String operation() {
            return operation;
        }
    }

    /** Raises a hand or lowers it. @param participantId empty: one's own */
    record ChangeHand(String conferenceId, Optional<String> participantId, boolean raised) implements ConferenceRequest {
        @Override
        public String operation() {
            return raised ? "raiseHand" : "lowerHand";
        }
    }

    /** Hands the moderator's right to a user. @param user {@code user@domain} or a SIP URI */
    record TransferModerator(String conferenceId, String user) implements ConferenceRequest {
        @Override
        public String operation() {
            return "transferModerator";
        }
    }

    /** Changes when the conference ends by itself. */
    record SetPolicy(String conferenceId, PolicyParts policy) implements ConferenceRequest {
        @Override
        public String operation() {
            return "setPolicy";
        }
    }

    /** Lets nobody else join, or opens the conference again. */
    record LockConference(String conferenceId, boolean locked) implements ConferenceRequest {
        @Override
        public String operation() {
            return locked ? "lockConference" : "unlockConference";
        }
    }

    /**
     * Asks for the user's conferences, the newest first.
     *
     * @param limit how many at most, 1 to 100
     * @param activeOnly whether those that have ended are left out
     */
    record ListConferences(int limit, boolean activeOnly) implements ConferenceRequest {

        /** Those that go on. */
        public static ListConferences active(int limit) {
            return new ListConferences(limit, true);
        }

        @Override
        public String operation() {
            return "listConferences";
        }
    }

    /** Hangs everyone up. */
    record EndConference(String conferenceId) implements ConferenceRequest {
        @Override
        public String operation() {
            return "endConference";
        }
    }

    /**
     * Asks for the present state.
     *
     * @param offset how many participants are passed over
     * @param limit how many participants at most; empty: as many as fit
     */
    record GetConference(String conferenceId, int offset, Optional<Integer> limit) implements ConferenceRequest {

        /** As many as fit. */
        public GetConference(String conferenceId, int offset) {
            this(conferenceId, offset, Optional.empty());
        }

        /** From the first participant on. */
        public GetConference(String conferenceId) {
            this(conferenceId, 0);
        }

        @Override
        public String operation() {
            return "getConference";
        }
    }
}
