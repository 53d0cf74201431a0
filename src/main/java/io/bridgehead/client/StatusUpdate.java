package io.bridgehead.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What one status message says, reduced to what a roster shows. */
public sealed interface StatusUpdate {

    /** The conference it is about. */
    String conference();

    /** The conference's version after the change, 1 and up: orders statuses whatever order they arrive in. */
    long version();

    /** The report's place among the reports of the conference, 1, 2, 3 … without holes: a missing one was missed. */
    long number();

    /** When it happened, by the conference's clock. */
    Instant at();

    /** The message's own words for people; may be empty. */
    String words();

    /**
     * One participant changed.
     *
     * @param id the participant's name within the conference, such as {@code p2}
     * @param state RFC 4575 endpoint state, such as {@code alerting}; other words are shown as they are
     * @param method RFC 4575 disconnection method such as {@code busy}; empty unless disconnected
     * @param outcome how the call ended, such as {@code declined} or {@code no-answer}; empty unless disconnected
     * @param cause what the network or the bridge said, such as {@code 503 Service Unavailable}; empty if nothing worth telling
     * @param user the address of record of the user who this is; empty if nobody is
     * @param hand wants to speak
     */
    record Participant(String conference, long version, long number, Instant at, String words, String id, String name,
            String uri, boolean initiator, String state, String method, String outcome, String cause, String user,
            boolean hand) implements StatusUpdate {

        /** Whether this call is over. */
        public boolean over() {
            return state.equals("disconnected");
        }

        /** Whether this person hears the others now. */
        public boolean inTheCall() {
            return switch (state) {
                case "connected", "on-hold", "muted-via-focus" -> true;
                default -> false;
            };
        }
    }

    /**
     * The conference as a whole changed.
     *
     * @param ended whether it is over for good
     * @param cause why, such as {@code ended-by-owner} or {@code initiator-left}; may be empty
     * @param why the same for people, as the second half of a sentence; may be empty
     * @param participants rows as they are now, for whoever missed a change of theirs; all or some, or none
     */
    record Conference(String conference, long version, long number, Instant at, String words, boolean ended,
            String cause, String why, List<Participant> participants) implements StatusUpdate {

        public Conference {
            participants = List.copyOf(participants);
        }
    }

    /**
     * The conference at one version: the answer to a question. Whole, it closes every gap up to its number.
     *
     * @param participants the roster, or a part of it
     * @param participantCount how many participants there are
     * @param inCharge the users who may steer it
     */
    record Snapshot(String conference, long version, long number, Instant at, String words, Conference state,
            List<Participant> participants, int participantCount, Set<String> inCharge) implements StatusUpdate {

        public Snapshot {
            participants = List.copyOf(participants);
            inCharge = Set.copyOf(inCharge);
        }

        /** Whether everybody is in it. */
        public boolean whole() {
            return participants.size() >= participantCount;
        }
    }
}
