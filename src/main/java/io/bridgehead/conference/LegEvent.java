package io.bridgehead.conference;

import java.time.Instant;

/**
 * What a bridge saw. May be lost, doubled or out of order: the core copes.
 *
 * @param conferenceId conference
 * @param leg the leg; null for {@link Kind#CONFERENCE_GONE} and {@link Kind#UNAVAILABLE}
 * @param kind what
 * @param cause why; null if the bridge knows none
 * @param bridgeTime the bridge's own time, may be null
 * @param sequence rising per leg, 0 if the bridge counts nothing
 */
public record LegEvent(String conferenceId, LegId leg, Kind kind, Cause cause, Instant bridgeTime, long sequence) {

    /** Kinds of event. */
    public enum Kind {
        /** The call is under way (SIP 100, 183 and alike). */
        PROGRESS,
        RINGING,
        ANSWERED,
        /** Somebody talked, fell silent or pressed a key: there is life in the call. */
        ACTIVE,
        HELD,
        RESUMED,
        /** The leg was, or may have been, answered and is over. */
        LEFT,
        /** The leg is over without an answer. */
        REFUSED,
        /** The bridge has ended the whole conference. */
        CONFERENCE_GONE,
        /** The bridge is broken or cannot be reached. */
        UNAVAILABLE
    }

    public LegEvent {
        boolean whole = kind == Kind.CONFERENCE_GONE || kind == Kind.UNAVAILABLE;
        if (kind == null || conferenceId == null || (leg == null) != whole
                || leg != null && !leg.conferenceId().equals(conferenceId)) {
            throw new IllegalArgumentException("Not a leg event");
        }
    }

    /** An event of one leg. */
    public static LegEvent of(LegId leg, Kind kind, Cause cause, Instant bridgeTime, long sequence) {
        return new LegEvent(leg.conferenceId(), leg, kind, cause, bridgeTime, sequence);
    }

    /** The bridge of this conference cannot be reached. */
    public static LegEvent unavailable(String conferenceId, Cause cause, Instant bridgeTime) {
        return new LegEvent(conferenceId, null, Kind.UNAVAILABLE, cause, bridgeTime, 0);
    }

    /** The bridge ended this conference. */
    public static LegEvent conferenceGone(String conferenceId, Cause cause, Instant bridgeTime) {
        return new LegEvent(conferenceId, null, Kind.CONFERENCE_GONE, cause, bridgeTime, 0);
    }
}
