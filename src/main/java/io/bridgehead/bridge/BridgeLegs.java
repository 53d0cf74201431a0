package io.bridgehead.bridge;

import java.util.List;
import java.util.Map;

import io.bridgehead.conference.LegId;

/**
 * The calls of a conference that a bridge still has up: its answer to {@link BridgeCommand.ListLegs}.
 *
 * @param conferenceId conference
 * @param legs only calls that are not over, {@value #MAX_LEGS} at most
 */
public record BridgeLegs(String conferenceId, List<Leg> legs) {

    /** No conference has more. */
    public static final int MAX_LEGS = 10_000;

    public BridgeLegs {
        legs = List.copyOf(legs);
        if (conferenceId == null || legs.stream().anyMatch(leg -> !leg.leg().conferenceId().equals(conferenceId))) {
            throw new IllegalArgumentException("A leg of another conference");
        }
    }

    /**
     * One call.
     *
     * @param leg name of the call
     * @param state how far it is
     * @param sequence of the last event the bridge told of it, 0 if the bridge counts nothing
     */
    public record Leg(LegId leg, State state, long sequence) {

        public Leg {
            if (leg == null || state == null || sequence < 0) {
                throw new IllegalArgumentException("Not a leg");
            }
        }
    }

    /** How far a call is. */
    public enum State {
        DIALING("dialing"),
        RINGING("ringing"),
        ANSWERED("answered"),
        HELD("held");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        public String word() {
            return word;
        }

        static State of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("Unknown state of a leg");
        }
    }

    /** The answer as a JSON object. */
    public Map<String, Object> toJson() {
        return BridgeJson.write(this);
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException if it is no such answer
     */
    public static BridgeLegs fromJson(Map<String, ?> json) {
        return BridgeJson.readLegs(json);
    }
}
