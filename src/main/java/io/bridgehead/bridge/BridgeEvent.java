package io.bridgehead.bridge;

import java.time.Instant;
import java.util.Map;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;

/**
 * What a bridge tells. Events may be repeated, and may come out of order.
 *
 * @param kind what
 * @param conferenceId conference
 * @param leg the call; null for kinds about the whole conference
 * @param time the bridge's own time
 * @param sequence rising per call, 0 if the bridge counts nothing
 * @param cause why, as raw as the bridge knows it; null if it knows none
 * @param digit the key pressed, only for {@link BridgeEventKind#DTMF}; otherwise null
 * @param caller only for {@link BridgeEventKind#ARRIVED}; otherwise null
 */
public record BridgeEvent(BridgeEventKind kind, String conferenceId, LegId leg, Instant time, long sequence, Cause cause,
        String digit, Caller caller) {

    /**
     * Somebody who has called.
     *
     * @param call the bridge's own name of the call, as {@link io.bridgehead.conference.Arrival#call()}
     * @param from the caller's address, empty if withheld
     * @param user who of Bridgehead's users calls, as {@link io.bridgehead.conference.Arrival#user()}; empty if that is not
     *        certain
     */
    public record Caller(String call, String from, String user) {

        /** Somebody who is none of the users, as far as is known. */
        public Caller(String call, String from) {
            this(call, from, "");
        }

        /** Without the address, which is personal. */
        @Override
        public String toString() {
            return call;
        }
    }

    public BridgeEvent {
        if (kind == null || conferenceId == null || time == null || (leg == null) != kind.wholeConference()
                || leg != null && !leg.conferenceId().equals(conferenceId)
                || (digit == null ? kind == BridgeEventKind.DTMF : !digit.matches("[0-9*#A-D]"))) {
            throw new IllegalArgumentException("Not a bridge event");
        }
        if ((kind == BridgeEventKind.ARRIVED) != (caller != null)) {
            throw new IllegalArgumentException("Not a bridge event");
        }
    }

    /** Any event but an arrival. */
    public BridgeEvent(BridgeEventKind kind, String conferenceId, LegId leg, Instant time, long sequence, Cause cause,
            String digit) {
        this(kind, conferenceId, leg, time, sequence, cause, digit, null);
    }

    /** An event of one call. */
    public static BridgeEvent of(BridgeEventKind kind, LegId leg, Instant time, long sequence, Cause cause) {
        return new BridgeEvent(kind, leg.conferenceId(), leg, time, sequence, cause, null);
    }

    /** An event of one call that has no cause. */
    public static BridgeEvent of(BridgeEventKind kind, LegId leg, Instant time, long sequence) {
        return of(kind, leg, time, sequence, null);
    }

    /** A key was pressed: {@code 0}–{@code 9}, {@code *}, {@code #}, {@code A}–{@code D}. */
    public static BridgeEvent dtmf(LegId leg, String digit, Instant time, long sequence) {
        return new BridgeEvent(BridgeEventKind.DTMF, leg.conferenceId(), leg, time, sequence, null, digit);
    }

    /** Somebody has called and knows the PIN of the conference. */
    public static BridgeEvent arrived(String conferenceId, Caller caller, Instant time) {
        return new BridgeEvent(BridgeEventKind.ARRIVED, conferenceId, null, time, 0, null, null, caller);
    }

    /** The bridge ended the conference by itself. */
    public static BridgeEvent conferenceEnded(String conferenceId, Instant time, Cause cause) {
        return new BridgeEvent(BridgeEventKind.CONFERENCE_ENDED, conferenceId, null, time, 0, cause, null);
    }

    /** The bridge is broken or cannot be reached, as far as this conference is concerned. */
    public static BridgeEvent unavailable(String conferenceId, Instant time, Cause cause) {
        return new BridgeEvent(BridgeEventKind.UNAVAILABLE, conferenceId, null, time, 0, cause, null);
    }

    /** The event as a JSON object. */
    public Map<String, Object> toJson() {
        return BridgeJson.write(this);
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException if it is not an event
     */
    public static BridgeEvent fromJson(Map<String, ?> json) {
        return BridgeJson.readEvent(json);
    }
}
