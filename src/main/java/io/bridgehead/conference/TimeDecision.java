package io.bridgehead.conference;

import java.util.List;

/** What becomes of a conference when nothing is heard: every attempt ends, whatever the bridge forgets to say. */
final class TimeDecision {

    private TimeDecision() {
    }

    static void decide(Change change) {
        Conference conference = change.conference();
        if (!conference.active()) {
            return;
        }
        List<Participant> due = conference.participants().stream()
                .filter(p -> p.deadline() != null && !p.deadline().isAfter(change.now())).toList();
        for (Participant participant : due) {
            if (participant.leaving()) {
                giveUp(change, participant);
            } else {
                change.hangUp(participant, HangUpReason.NO_ANSWER, Cause.timer("No answer in time"));
            }
        }
        Endings.decide(change);
    }

    /** The bridge is told once more, in case it never heard it; what people see no longer waits for it. */
    private static void giveUp(Change change, Participant participant) {
        change.askToHangUp(participant, participant.attempt(), participant.hangUp());
        Outcome outcome = Outcomes.ofHangUp(participant.hangUp(), participant.answered());
        change.enter(participant, ParticipantState.DISCONNECTED, outcome, Cause.timer("The bridge did not confirm in time"),
                KnownBy.TIMER);
    }
}
