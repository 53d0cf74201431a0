package io.bridgehead.bridge.simulator;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;

/** A call that nobody hears: its state, and what was told of it last. */
final class SimulatedCall {

    final LegId leg;
    /** The last of progress, ringing, answered, left and refused. */
    private BridgeEventKind state = BridgeEventKind.PROGRESS;
    private Cause cause;

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

    /** How it ends when it ends now. */
    BridgeEventKind end() {
        return state == BridgeEventKind.ANSWERED ? BridgeEventKind.LEFT : BridgeEventKind.REFUSED;
    }
}
