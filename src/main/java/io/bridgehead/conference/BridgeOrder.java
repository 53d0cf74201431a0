package io.bridgehead.conference;

/**
 * Something the bridge is to do. Safe to repeat: the same leg id means the same call.
 *
 * @param kind what
 * @param bridge name of the bridge
 * @param conferenceId conference
 * @param leg null for {@link Kind#ADMIT}, {@link Kind#TURN_AWAY} and {@link Kind#END}
 * @param address {@link TelephoneAddress#dialled()}, only for {@link Kind#DIAL}
 * @param displayName who is called, only for {@link Kind#DIAL}
 * @param subject of the conference, only for {@link Kind#DIAL}
 * @param reason only for {@link Kind#HANG_UP}
 * @param version of the conference when it was ordered; tells two orders of one kind for one leg apart
 * @param dialIn only for {@link Kind#ADMIT}, {@link Kind#JOIN} and {@link Kind#TURN_AWAY}
 */
public record BridgeOrder(Kind kind, String bridge, String conferenceId, LegId leg, String address, String displayName,
        String subject, HangUpReason reason, long version, DialInOrder dialIn) implements OutboxPayload {

    /** An order that is not about people who call. */
    public BridgeOrder(Kind kind, String bridge, String conferenceId, LegId leg, String address, String displayName,
            String subject, HangUpReason reason, long version) {
        this(kind, bridge, conferenceId, leg, address, displayName, subject, reason, version, null);
    }

    /** An order about people who call. */
    static BridgeOrder ofDialIn(Kind kind, Conference conference, LegId leg, DialInOrder dialIn) {
        return new BridgeOrder(kind, conference.bridge(), conference.id(), leg, null, null, null, null, conference.version(),
                dialIn);
    }

    /** Kinds of order. */
    public enum Kind {
        DIAL("dial"),
        HANG_UP("hangUp"),
        MUTE("mute"),
        UNMUTE("unmute"),
        HOLD("hold"),
        RESUME("resume"),
        /** Callers who give the PIN are to be reported as arrived. */
        ADMIT("admit"),
        /** A caller who has arrived is to be put into the room. */
        JOIN("join"),
        /** A caller who has arrived is to be told why not, and hung up. */
        TURN_AWAY("turnAway"),
        /** All legs are gone: free what the bridge keeps for the conference. */
        END("end");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in the contract with bridges and in the message log. */
        public String word() {
            return word;
        }
    }

    /** Without address and name, which are personal. */
    @Override
    public String toString() {
        return kind + " " + (leg == null ? conferenceId : leg) + " on " + bridge;
    }
}
