package io.bridgehead.conference;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import io.bridgehead.conference.ConferenceEvent.ActivitySeen;

/** The endings that come with time: too long, alone too long, inactive too long. */
final class Endings {

    private Endings() {
    }

    /** When one of them may come if nothing else happens; none once the end has begun. */
    static Stream<Instant> due(Conference conference) {
        return conference.open() ? Stream.of(endAt(conference), aloneUntil(conference), inactiveUntil(conference))
                .filter(Objects::nonNull) : Stream.empty();
    }

    static void decide(Change change) {
        Conference conference = change.conference();
        if (isDue(change, endAt(conference))) {
            Settling.end(change, EndReason.TOO_LONG, null, Cause.timer("Maximum length reached"));
        } else if (isDue(change, aloneUntil(conference))) {
            Settling.end(change, EndReason.ALONE, null, Cause.timer("Nobody else came"));
        } else if (isDue(change, inactiveUntil(conference))) {
            Settling.end(change, EndReason.INACTIVE, null, Cause.timer("Nobody talked"));
        }
    }

    /** Somebody talked, fell silent or pressed a key. */
    static void active(Change change, Participant participant, LegEvent seen) {
        Conference conference = change.conference();
        boolean inTheCall = seen.leg().attempt() == participant.attempt() && participant.state().inCall();
        if (inTheCall && conference.open() && !change.now().isBefore(conference.activityCountsFrom())) {
            change.raise(new ActivitySeen(conference.id(), change.now()));
        }
    }

    private static boolean isDue(Change change, Instant time) {
        return change.conference().open() && time != null && !time.isAfter(change.now());
    }

    private static Instant endAt(Conference conference) {
        Duration length = conference.ending().maxLength();
        return length == null ? conference.created().endAt() : conference.created().at().plus(length);
    }

    private static Instant aloneUntil(Conference conference) {
        Duration alone = conference.ending().alone();
        return conference.aloneSince() == null || alone.isZero() ? null : conference.aloneSince().plus(alone);
    }

    /** Later by as much as activity may have been noted too early. */
    private static Instant inactiveUntil(Conference conference) {
        ConferenceRule ending = conference.ending();
        boolean watched = conference.phase() == ConferencePhase.RUNNING && !ending.inactivity().isZero();
        return watched ? conference.lastAt().plus(ending.inactivity()).plus(ending.grain()) : null;
    }
}
