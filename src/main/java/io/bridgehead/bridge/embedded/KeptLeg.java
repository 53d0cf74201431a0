package io.bridgehead.bridge.embedded;

import java.time.Instant;

import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.sip.dialog.KeptDialog;

/**
 * What a leg is taken up again by when the process was killed: first how it was dialled, then the answered call, at last how
 * it ended, until that was told.
 *
 * @param leg name
 * @param address as in the command, empty if the telephone has called us
 * @param callerName shown to the person called
 * @param dialledAt when the command came
 * @param call the answered call, null before
 * @param ending why it was to be hung up, null if it was not
 * @param end {@code LEFT} or {@code REFUSED} once it is over, with {@code ending} as its cause
 */
public record KeptLeg(LegId leg, String address, String callerName, Instant dialledAt, Answered call, Cause ending,
        BridgeEventKind end) {

    /** The address of a leg whose telephone has called us. */
    static final String NOT_DIALLED = "";

    /**
     * An answered call.
     *
     * @param dialog for SIP
     * @param port our RTP port
     * @param sdpVersion of our last session description
     * @param audio what was agreed upon
     * @param muted by command
     * @param aside held by command
     */
    public record Answered(KeptDialog dialog, int port, long sdpVersion, NegotiatedAudio audio, boolean muted,
            boolean aside) {
    }

    static KeptLeg dialled(LegId leg, String address, String callerName, Instant at) {
        return new KeptLeg(leg, address, callerName, at, null, null, null);
    }

    KeptLeg answered(Answered by) {
        return new KeptLeg(leg, address, callerName, dialledAt, by, ending, end);
    }

    KeptLeg ending(Cause why) {
        return new KeptLeg(leg, address, callerName, dialledAt, call, why, end);
    }

    KeptLeg over(BridgeEventKind how, Cause why) {
        return new KeptLeg(leg, address, callerName, dialledAt, call, why, how);
    }

    /** Without address and name, which are personal. */
    @Override
    public String toString() {
        return "KeptLeg[" + leg + "]";
    }
}
