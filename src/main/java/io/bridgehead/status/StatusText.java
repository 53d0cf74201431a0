package io.bridgehead.status;

import io.bridgehead.conference.EndReason;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.StatusChange;

/** One line of English for each change of a conference. It says what is known, and never more. */
public final class StatusText {

    private StatusText() {
    }

    /** The line for a change, such as {@code Bob is ringing}; without a full stop. */
    public static String of(StatusChange change) {
        return switch (change.type()) {
            case "hand-changed" -> name(change.participant())
                    + (change.participant().hand() ? " wants to speak" : " no longer wants to speak");
            case "lock-changed" -> change.locked() ? "The conference is locked" : "The conference is open again";
            case "moderator-changed" -> change.moderator() == null ? "The owner alone is in charge"
                    : change.moderator() + " is the moderator now";
            case "policy-changed" -> "The policy of the conference was changed";
            default -> change.participant() != null ? of(change.participant()) : ofPhase(change);
        };
    }

    private static String ofPhase(StatusChange change) {
        return switch (change.phase()) {
            case STARTING -> "The conference is being set up";
            case RUNNING -> "The conference is running";
            case ENDING -> "The conference is ending" + because(change.endReason(), change.endOutcome());
            case ENDED -> "The conference has ended" + because(change.endReason(), change.endOutcome());
        };
    }

    /** The line for the present state of a participant. */
    public static String of(ParticipantView participant) {
        String name = name(participant);
        return switch (participant.state()) {
            case PENDING -> name + " waits to be called";
            case DIALING_OUT -> name + (participant.attempt() > 1 ? " is being called again" : " is being called");
            case DIALING_IN -> name + " is dialling in";
            case ALERTING -> name + " is ringing";
            case CONNECTED -> name + " is in the call";
            case ON_HOLD -> name + " is on hold";
            case MUTED_VIA_FOCUS -> name + " is muted";
            case DISCONNECTING -> name + " is being disconnected";
            case DISCONNECTED -> ended(name, participant.outcome());
        };
    }

    /** What people read as the participant's name; the address where no name is known. */
    public static String name(ParticipantView participant) {
        boolean unnamed = participant.name() == null || participant.name().isBlank();
        return unnamed ? participant.address().typed() : participant.name();
    }

    /** The same behind a colon; nothing while it goes on. */
    static String because(EndReason reason, Outcome initiator) {
        return reason == null ? "" : ": " + why(reason, initiator);
    }

    /**
     * The reason a conference ends, as the second half of a sentence: {@code the initiator left}.
     *
     * @param initiator how the attempt to reach the initiator ended; null if that is not why
     */
    public static String why(EndReason reason, Outcome initiator) {
        return switch (reason) {
            case OWNER_ENDED -> "its owner ended it";
            case INITIATOR_LEFT -> "the initiator left";
            case INITIATOR_NOT_REACHED -> unreached(initiator);
            case EVERYBODY_LEFT -> "everybody left";
            case ALONE -> "nobody else was there any more";
            case INACTIVE -> "nobody talked any more";
            case TOO_LONG -> "it has lasted as long as allowed";
            case BRIDGE_UNAVAILABLE -> "the conference bridge cannot be reached";
            case BRIDGE_ENDED -> "the conference bridge ended it";
        };
    }

    private static String unreached(Outcome initiator) {
        String line = ended("the initiator", initiator);
        return Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private static String ended(String name, Outcome outcome) {
        if (outcome == null) {
            return name + " is disconnected";
        }
        return switch (outcome) {
            case BUSY -> name + " is busy";
            case DECLINED -> name + " declined";
            case NO_ANSWER -> "No answer from " + name;
            case NOT_FOUND -> name + " has no telephone at this address";
            case UNREACHABLE -> name + " cannot be reached";
            case FAILED -> "The call to " + name + " failed";
            case CANCELLED -> name + " is no longer called";
            case LEFT -> name + " left";
            case REMOVED -> name + " was removed";
            case NOT_CALLED -> name + " was not called";
            case CONFERENCE_ENDED -> name + " is disconnected";
        };
    }
}
