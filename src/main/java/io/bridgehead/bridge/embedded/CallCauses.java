package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.HangUpReason;
import io.bridgehead.sip.dialog.CallEnd;

/** Tells why a call is over in the words of the contract, as raw as it was told to us. */
final class CallCauses {

    private static final int NORMAL_CLEARING = 16;
    private static final int DESTINATION_OUT_OF_ORDER = 27;
    private static final Pattern Q850 = Pattern.compile("Q\\.850[^,]{0,100}?;\\s*cause=([0-9]{1,3})(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    private CallCauses() {
    }

    /** The cause of a call that was answered and is over. */
    static Cause ofLeft(CallEnd end) {
        int told = q850(end.reasonHeader());
        if (told >= 0) {
            return Cause.q850(told, "hung up");
        }
        if (end.by() == CallEnd.By.REMOTE && end.status() < 300) {
            return Cause.q850(NORMAL_CLEARING, "hung up");
        }
        return Cause.sip(end.status(), printable(end.reason()));
    }

    /**
     * The cause of a call that was not answered.
     *
     * @param heardOf whether the telephone gave any sign of life
     */
    static Cause ofRefused(CallEnd end, boolean heardOf) {
        if (end.status() >= 300 && end.status() < 400) {
            return Cause.sip(end.status(), "The telephone redirects to an address that is not called");
        }
        if (end.by() == CallEnd.By.NETWORK && end.status() == 604) {
            return Cause.sip(604, "No server is found for the address, or none that may be called");
        }
        if (end.by() == CallEnd.By.NETWORK && !heardOf && end.status() == 408) {
            // nobody is there: something else than a telephone that rings and is not picked up
            return notThere();
        }
        return Cause.sip(end.status(), printable(end.reason()));
    }

    /** The cause of a call that rang, or should have rung, for so long. */
    static Cause ofRingTimeout(Duration limit, boolean heardOf) {
        return heardOf ? new Cause(Cause.Source.TIMER, 0, "No answer within " + limit.toSeconds() + " s") : notThere();
    }

    /**
     * The cause of a call that we were told to hang up.
     *
     * @param placed whether the telephone was called; before, a call may wait for its turn on the trunk
     */
    static Cause ofHangUp(String reason, boolean placed, boolean heardOf) {
        if (!reason.equals(HangUpReason.NO_ANSWER.word()) || heardOf) {
            return Cause.bridge(reason);
        }
        return placed ? notThere() : Cause.bridge("It was not this call's turn on the trunk in time");
    }

    private static Cause notThere() {
        return Cause.q850(DESTINATION_OUT_OF_ORDER, "The telephone does not respond");
    }

    private static int q850(String reasonHeader) {
        Matcher matcher = Q850.matcher(reasonHeader == null ? "" : reasonHeader);
        int cause = matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
        return cause <= 127 ? cause : -1;
    }

    private static String printable(String reason) {
        return reason == null ? "" : reason.replaceAll("\\p{Cntrl}", " ");
    }
}
