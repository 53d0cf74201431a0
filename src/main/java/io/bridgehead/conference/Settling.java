package io.bridgehead.conference;

import io.bridgehead.conference.ConferenceEvent.ConferenceEnded;
import io.bridgehead.conference.ConferenceEvent.EndRequested;

/** What follows by itself from the state a conference is in: who is dialled next, who is hung up next, when it is over. */
final class Settling {

    private Settling() {
    }

    static void settle(Change change) {
        Conference conference = change.conference();
        if (conference.open()) {
            whoLeft(change, conference.initiator());
        }
        if (conference.open() && mayDial(conference)) {
            conference.participants().stream().filter(Participant::pending).forEach(change::dial);
        }
        if (conference.phase() == ConferencePhase.ENDING) {
            proceed(change);
        }
    }

    /** Begins the end, in the order of Figure 9: first the participants, then the initiator, then the news of it. */
    static void end(Change change, EndReason reason, Outcome outcome, Cause cause) {
        change.raise(new EndRequested(change.conference().id(), change.now(), reason, outcome, cause));
    }

    /** Ends at once (Figure 10): hang-ups are asked for, and nobody waits for them. */
    static void abort(Change change, EndReason reason, Cause cause) {
        Conference conference = change.conference();
        end(change, reason, null, cause);
        for (Participant participant : conference.participants()) {
            if (participant.gone()) {
                continue;
            }
            Outcome outcome = outcomeOfAbort(participant);
            if (participant.attempt() > 0) {
                change.askToHangUp(participant, participant.attempt(), HangUpReason.CONFERENCE_ENDED);
            }
            change.enter(participant, ParticipantState.DISCONNECTED, outcome, cause, KnownBy.BRIDGE);
        }
        ended(change);
    }

    private static Outcome outcomeOfAbort(Participant participant) {
        if (participant.hangUp() != null) {
            return Outcomes.ofHangUp(participant.hangUp(), participant.answered());
        }
        if (participant.pending()) {
            return Outcome.NOT_CALLED;
        }
        return participant.answered() ? Outcome.CONFERENCE_ENDED : Outcome.FAILED;
    }

    /** A conference whose initiator was never in the call has not begun: it ends whatever is wished for later. */
    private static void whoLeft(Change change, Participant initiator) {
        Conference conference = change.conference();
        ConferenceRule ending = conference.ending();
        if (initiator.gone() && conference.phase() == ConferencePhase.STARTING) {
            end(change, EndReason.INITIATOR_NOT_REACHED, initiator.outcome(), initiator.cause());
        } else if (initiator.gone() && ending.initiatorLeaves() == OnLeaving.END) {
            end(change, EndReason.INITIATOR_LEFT, initiator.outcome(), initiator.cause());
        } else if (ending.lastLeaves() == OnLeaving.END && conference.participants().stream().allMatch(Participant::gone)) {
            end(change, EndReason.EVERYBODY_LEFT, null, null);
        }
    }

    /** Figure 4: the others are dialled once the initiator has answered; nobody is while that person's leaving ends it. */
    private static boolean mayDial(Conference conference) {
        if (conference.phase() == ConferencePhase.RUNNING && conference.ending().initiatorLeaves() == OnLeaving.GO_ON) {
            return true;
        }
        ParticipantState initiator = conference.initiator().state();
        return initiator.inCall() || conference.created().startPolicy() == StartPolicy.EAGER && initiator.calling();
    }

    private static void proceed(Change change) {
        Conference conference = change.conference();
        conference.participants().stream().filter(p -> !p.initiator()).forEach(p -> sendAway(change, p));
        if (conference.participants().stream().allMatch(p -> p.initiator() || p.gone())) {
            sendAway(change, conference.initiator());
        }
        if (conference.participants().stream().allMatch(Participant::gone)) {
            ended(change);
        }
    }

    private static void sendAway(Change change, Participant participant) {
        if (participant.pending()) {
            change.enter(participant, ParticipantState.DISCONNECTED, Outcome.NOT_CALLED, null, KnownBy.COMMAND);
        } else if (!participant.gone() && !participant.leaving()) {
            change.hangUp(participant, HangUpReason.CONFERENCE_ENDED, null);
        }
    }

    private static void ended(Change change) {
        Conference conference = change.conference();
        change.raise(new ConferenceEnded(conference.id(), change.now(), conference.endReason(), conference.endOutcome(),
                conference.endCause()));
    }
}
