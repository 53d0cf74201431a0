package io.bridgehead.conference;

/**
 * Folds what a bridge saw into the participant's state. The bridge may say it late, twice, out of order or never, so an event
 * is taken for what it proves about the call, not for the next step of a script.
 */
final class LegDecision {

    /**
     * Signs of life after the end are answered by a hang-up this often per attempt; it bounds what a mad bridge makes us write.
     */
    private static final int MAX_HANG_UPS = 8;

    private LegDecision() {
    }

    static void decide(Change change, LegEvent seen) {
        Conference conference = change.conference();
        if (!conference.id().equals(seen.conferenceId())) {
            return;
        }
        if (seen.leg() == null) {
            if (conference.active()) {
                boolean gone = seen.kind() == LegEvent.Kind.CONFERENCE_GONE;
                Settling.abort(change, gone ? EndReason.BRIDGE_ENDED : EndReason.BRIDGE_UNAVAILABLE, seen.cause());
            }
            return;
        }
        conference.participant(seen.leg().participantId()).ifPresent(participant -> decide(change, participant, seen));
    }

    private static void decide(Change change, Participant participant, LegEvent seen) {
        int attempt = seen.leg().attempt();
        if (attempt > participant.attempt()) {
            return;
        }
        if (seen.kind() == LegEvent.Kind.ACTIVE) {
            Endings.active(change, participant, seen);
            return;
        }
        if (attempt < participant.attempt()) {
            if (seen.kind() == LegEvent.Kind.ANSWERED) {
                hangUpAgain(change, participant, attempt);
            }
        } else if (participant.gone()) {
            overAlready(change, participant, seen);
        } else if (seen.kind() == LegEvent.Kind.LEFT || seen.kind() == LegEvent.Kind.REFUSED) {
            over(change, participant, seen);
        } else if (participant.leaving()) {
            leaving(change, participant, seen);
        } else if (participant.state().calling()) {
            calling(change, participant, seen);
        } else {
            inCall(change, participant, seen);
        }
    }

    private static void calling(Change change, Participant participant, LegEvent seen) {
        if (seen.kind() == LegEvent.Kind.ANSWERED) {
            change.enter(participant, participant.stateInCall(), null, seen);
        } else if (seen.kind() == LegEvent.Kind.RINGING && participant.state() == ParticipantState.DIALING_OUT) {
            change.enter(participant, ParticipantState.ALERTING, null, seen);
        }
    }

    /** While we hold a call ourselves, nothing the telephone does about holding can be seen; the bridge tells it after that. */
    private static void inCall(Change change, Participant participant, LegEvent seen) {
        if (participant.heldByUs()) {
            return;
        }
        boolean held = participant.state() == ParticipantState.ON_HOLD;
        if (seen.kind() == LegEvent.Kind.HELD && !held && participant.newer(seen.sequence())) {
            change.enter(participant, ParticipantState.ON_HOLD, null, seen);
        } else if (seen.kind() == LegEvent.Kind.RESUMED && held && participant.newer(seen.sequence())) {
            change.enter(participant, participant.stateInCall(), null, seen);
        }
    }

    /** An answer that crossed our hang-up: the bridge may have cancelled nothing, so it is asked again. */
    private static void leaving(Change change, Participant participant, LegEvent seen) {
        if (seen.kind() == LegEvent.Kind.ANSWERED && !participant.answered()) {
            hangUpAgain(change, participant, participant.attempt());
        }
    }

    private static void over(Change change, Participant participant, LegEvent seen) {
        Outcome outcome = Outcomes.of(participant.hangUp(), participant.answered(), seen.kind() == LegEvent.Kind.LEFT,
                seen.cause());
        change.enter(participant, ParticipantState.DISCONNECTED, outcome, seen);
    }

    /** A ringing after the bridge's own word that it is over was only late; any other sign of life needs a hang-up. */
    private static void overAlready(Change change, Participant participant, LegEvent seen) {
        boolean alive = seen.kind() == LegEvent.Kind.ANSWERED
                || seen.kind() == LegEvent.Kind.RINGING && participant.knownBy() != KnownBy.BRIDGE;
        if (alive && !participant.answered()) {
            hangUpAgain(change, participant, participant.attempt());
        }
    }

    static void hangUpAgain(Change change, Participant participant, int attempt) {
        if (participant.hangUps() < MAX_HANG_UPS) {
            change.askToHangUp(participant, attempt, HangUpReason.OVER_ALREADY);
        }
    }
}
