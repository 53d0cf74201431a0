package io.bridgehead.bridge;

import java.util.Map;

import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/**
 * What a bridge is told to do. All ids are chosen by us; a bridge that gets a command a second time does nothing new.
 */
public sealed interface BridgeCommand {

    /** The conference it is for. */
    String conferenceId();

    /**
     * Calls a telephone and puts it into the conference once it answers.
     *
     * @param leg name of the call
     * @param address {@code tel:+…}, {@code sip:…}, {@code sips:…} or the bare digits of an internal number
     * @param displayName who is called, may be empty
     * @param subject of the conference, may be empty; a bridge may show it as the caller's name
     */
    record Dial(LegId leg, String address, String displayName, String subject) implements BridgeCommand {
        @Override
        public String conferenceId() {
            return leg.conferenceId();
        }

        /** Without address and name, which are personal. */
        @Override
        public String toString() {
            return "dial " + leg;
        }
    }

    /**
     * Ends a call in whatever state it is; the bridge answers with {@code left} or {@code refused}.
     *
     * @param reason {@code removed}, {@code leaving}, {@code no-answer}, {@code conference-ended} or {@code over-already}
     */
    record HangUp(LegId leg, String reason) implements BridgeCommand {
        @Override
        public String conferenceId() {
            return leg.conferenceId();
        }
    }

    /**
     * Mutes a call, puts it on hold, or takes that back. Before the answer it counts from the answer on. A call that is over or
     * unknown stays so.
     *
     * @param number rises with each such command of a conference
     */
    record Steer(LegId leg, Steering steering, long number) implements BridgeCommand {
        @Override
        public String conferenceId() {
            return leg.conferenceId();
        }
    }

    /**
     * Whoever calls the bridge and gives this PIN belongs to this conference: told by {@code arrived}. Ends with {@link End}.
     *
     * @param pin 4 to 12 digits, or empty: nobody else is admitted
     * @param number of two that meet on the way the higher one counts
     */
    record Admit(String conferenceId, String pin, long number) implements BridgeCommand {
        /** Without the PIN, which is a secret. */
        @Override
        public String toString() {
            return "admit to " + conferenceId;
        }
    }

    /**
     * Puts a caller who has arrived into the room; {@code answered} follows for the leg, or {@code left} if the caller is gone.
     *
     * @param leg name of the call from now on
     * @param call the bridge's own name of it
     */
    record Join(LegId leg, String call) implements BridgeCommand {
        @Override
        public String conferenceId() {
            return leg.conferenceId();
        }
    }

    /**
     * Tells a caller who has arrived that there is no way in, and hangs up.
     *
     * @param reason {@code locked}, {@code full} or {@code ended}
     */
    record TurnAway(String conferenceId, String call, String reason) implements BridgeCommand {
    }

    /** Frees what the bridge keeps for the conference; calls still up are hung up. */
    record End(String conferenceId) implements BridgeCommand {
    }

    /**
     * Asks which calls of a conference are still up. A bridge that can tell leaves {@link BridgeLegs} as the answer; one that
     * cannot does nothing.
     */
    record ListLegs(String conferenceId) implements BridgeCommand {
    }

    /** Its {@code id} in {@link #toJson()}. */
    default String id() {
        return (String) toJson().get("id");
    }

    /** The command as a JSON object; {@code id} is the same whenever the command is repeated. */
    default Map<String, Object> toJson() {
        return BridgeJson.write(this);
    }

    /**
     * Reads {@link #toJson()}.
     *
     * @throws IllegalArgumentException if it is not a command
     */
    static BridgeCommand fromJson(Map<String, ?> json) {
        return BridgeJson.readCommand(json);
    }
}
