package io.bridgehead.bridge.simulator;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;

/** A call that nobody hears: its state, and what was told of it last. */
final class SimulatedCall {

    final LegId leg;
    /** The last of progress, ringing, answered, left and refused. */
    private BridgeEventKind state = BridgeEventKind.PROGRESS;
    private Cause cause;
    private long sequence;

    SimulatedCall(LegId leg) {
        this.leg = leg;
    }

    BridgeEventKind state() {
        return state;
    }

    Cause cause() {
        return cause;
    }

    boolean isOver() {
        return state == BridgeEventKind.LEFT || state == BridgeEventKind.REFUSED;
    }

    void become(BridgeEventKind next, Cause why) {
        state = next;
        cause = why;
    }

    void told(long number) {
        sequence = number;
    }

    /** As it stands in the list of calls that are not over. */
    BridgeLegs.Leg listed() {
        BridgeLegs.State listed = switch (state) {
            case ANSWERED -> BridgeLegs.State.ANSWERED;
            case RINGING -> BridgeLegs.State.RINGING;
            default -> BridgeLegs.State.DIALING;
        };
        return new BridgeLegs.Leg(leg, listed, sequence);
    }

    /** How it ends when it ends now. */
    BridgeEventKind end() {
        return state == BridgeEventKind.ANSWERED ? BridgeEventKind.LEFT : BridgeEventKind.REFUSED;
    }
}
