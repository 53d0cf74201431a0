package io.bridgehead.conference;

import java.time.Duration;
import java.util.Optional;

import io.bridgehead.conference.ConferenceEvent.CallerAdmitted;
import io.bridgehead.conference.ConferenceEvent.CallerTurnedAway;
import io.bridgehead.conference.ConferenceEvent.ParticipantAdded;

/** Lets a caller who knows the PIN in, or says why not. */
final class ArrivalDecision {

    /** How long the bridge may take to put an admitted caller into the room. */
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(15);
    /** More than that are left to the bridge's own time limit: it bounds what callers can make us write. */
    private static final int MOST_TURNED_AWAY = 1000;

    private ArrivalDecision() {
    }

    static void decide(Change change, Arrival arrival) {
        Conference conference = change.conference();
        if (conference.dialIn() == null || conference.participants().stream().anyMatch(p -> arrival.call().equals(p.call()))) {
            return;
        }
        if (!conference.open()) {
            turnAway(change, arrival, TurnAwayReason.ENDED);
        } else if (conference.locked()) {
            turnAway(change, arrival, TurnAwayReason.LOCKED);
        } else if (!conference.hasPort()) {
            turnAway(change, arrival, TurnAwayReason.FULL);
        } else {
            admit(change, arrival);
        }
    }

    private static void admit(Change change, Arrival arrival) {
        Conference conference = change.conference();
        TelephoneAddress address = change.policy().dialPlan().caller(PlainText.of(arrival.from()));
        Users users = change.policy().users();
        Optional<String> user = Optional.of(arrival.user()).filter(named -> !named.isEmpty()).flatMap(users::named)
                .filter(users::exists);
        String id = "p" + (conference.participants().size() + 1);
        String unnamed = address.withheld() ? "Caller" : address.typed();
        change.raise(new ParticipantAdded(conference.id(), change.now(), id,
                user.map(known -> PlainText.of(known.substring(0, known.indexOf('@')))).orElse(unnamed), address, false,
                user.orElse(null)));
        Participant caller = conference.participant(id).orElseThrow();
        change.raise(new CallerAdmitted(conference.id(), change.now(), id, 1, arrival.call(), change.now().plus(JOIN_LIMIT)));
        change.enter(caller, ParticipantState.DIALING_IN, null, null, KnownBy.BRIDGE);
    }

    private static void turnAway(Change change, Arrival arrival, TurnAwayReason reason) {
        if (change.conference().turnedAway() < MOST_TURNED_AWAY) {
            change.raise(new CallerTurnedAway(change.conference().id(), change.now(), arrival.call(), reason));
        }
    }
}
