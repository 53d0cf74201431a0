package io.bridgehead.conference;

/**
 * Something the bridge is to do. Safe to repeat: the same leg id means the same call.
 *
 * @param kind what
 * @param bridge name of the bridge
 * @param conferenceId conference
 * @param leg null for {@link Kind#END}
 * @param address {@link TelephoneAddress#dialled()}, only for {@link Kind#DIAL}
 * @param displayName who is called, only for {@link Kind#DIAL}
 * @param subject of the conference, only for {@link Kind#DIAL}
 * @param reason only for {@link Kind#HANG_UP}
 */
public record BridgeOrder(Kind kind, String bridge, String conferenceId, LegId leg, String address, String displayName,
        String subject, HangUpReason reason) implements OutboxPayload {

    /** Kinds of order. */
    public enum Kind {
        DIAL,
        HANG_UP,
        /** All legs are gone: free what the bridge keeps for the conference. */
        END
    }

    /** Without address and name, which are personal. */
    @Override
    public String toString() {
        return kind + " " + (leg == null ? conferenceId : leg) + " on " + bridge;
    }
}
