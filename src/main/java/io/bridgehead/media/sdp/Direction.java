package io.bridgehead.media.sdp;

import java.util.Locale;

/** Who sends audio, seen by the party whose description carries the attribute (RFC 8866 §6.7, RFC 3264 §6.1). */
public enum Direction {

    /** Sends and receives. */
    SENDRECV(true, true),
    /** Only sends: has put us on hold, perhaps with music. */
    SENDONLY(true, false),
    /** Only listens. */
    RECVONLY(false, true),
    /** Neither. */
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether the party sends. */
    public boolean sends() {
        return sends;
    }

    /** Whether the party wants to receive. */
    public boolean receives() {
        return receives;
    }

    /** The same stream seen from the other end. */
    public Direction reversed() {
        return of(receives, sends);
    }

    /** The answer to an offer of this direction by a party that itself would like {@code wanted} (RFC 3264 §6.1). */
    public Direction answered(Direction wanted) {
        return of(receives && wanted.sends, sends && wanted.receives);
    }

    /** The attribute's name. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Direction of(boolean sends, boolean receives) {
        return sends ? (receives ? SENDRECV : SENDONLY) : (receives ? RECVONLY : INACTIVE);
    }

    /** The direction of that attribute name, or {@code null} if it is another attribute. */
    static Direction ofAttribute(String name) {
        return switch (name) {
            case "sendrecv" -> SENDRECV;
            case "sendonly" -> SENDONLY;
            case "recvonly" -> RECVONLY;
            case "inactive" -> INACTIVE;
            default -> null;
        };
    }
}
