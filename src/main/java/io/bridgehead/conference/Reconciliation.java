package io.bridgehead.conference;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settles what we believe with the calls that the bridge really has: after a restart of either, or when an event was lost. A
 * participant whose state has changed since the bridge was asked is left for the next time.
 */
final class Reconciliation {

    private static final Cause LOST = Cause.bridge("Lost in a restart of the bridge");

    private Reconciliation() {
    }

    static void decide(Change change, List<LegEvent> alive, Instant asked) {
        Conference conference = change.conference();
        if (!conference.active()) {
            return;
        }
        Map<String, Participant> settled = conference.participants().stream()
                .filter(participant -> participant.attempt() > 0 && participant.since().isBefore(asked))
                .collect(Collectors.toMap(Participant::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        Set<LegId> there = alive.stream().map(LegEvent::leg).collect(Collectors.toSet());
        for (LegEvent seen : alive) {
            Participant participant = settled.get(seen.leg().participantId());
            if (participant != null) {
                stillThere(change, participant, seen);
            }
        }
        for (Participant participant : settled.values()) {
            LegId leg = new LegId(conference.id(), participant.id(), participant.attempt());
            if (!participant.gone() && !there.contains(leg)) {
                missing(change, participant, leg);
            }
        }
    }

    private static void stillThere(Change change, Participant participant, LegEvent seen) {
        boolean unwanted = seen.leg().attempt() < participant.attempt() || participant.gone() || participant.leaving();
        if (!unwanted) {
            LegDecision.decide(change, seen);
        } else if (seen.leg().attempt() <= participant.attempt() && seen.kind() == LegEvent.Kind.PROGRESS) {
            LegDecision.hangUpAgain(change, participant, seen.leg().attempt());
        }
    }

    /** Whoever is being called and has not rung is in the outbox still, or will be given up in time. */
    private static void missing(Change change, Participant participant, LegId leg) {
        if (participant.state() == ParticipantState.DIALING_OUT) {
            return;
        }
        LegEvent.Kind end = participant.answered() ? LegEvent.Kind.LEFT : LegEvent.Kind.REFUSED;
        LegDecision.decide(change, LegEvent.of(leg, end, LOST, change.now(), 0));
    }
}
