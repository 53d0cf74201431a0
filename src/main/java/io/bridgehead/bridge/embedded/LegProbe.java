package io.bridgehead.bridge.embedded;

import java.util.function.BiConsumer;

import io.bridgehead.conference.Cause;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallRefusedException;

/** Finds out whether a telephone is still there: it may be silent for good reasons, but answers a re-INVITE (RFC 5057). */
final class LegProbe {

    static final String REASON = "Q.850;cause=102";

    private LegProbe() {
    }

    /**
     * Asks.
     *
     * @param offer our session as it is
     * @param then gets the telephone's answer, "" if it only lives; or why it counts as gone
     */
    static void ask(Call call, String offer, BiConsumer<String, Cause> then) {
        call.reinvite(offer).whenComplete((sdp, failure) -> {
            if (failure == null) {
                then.accept(sdp, null);
            } else if (isAlive(failure)) {
                then.accept("", null);
            } else {
                then.accept("", Cause.bridge("The telephone is silent and does not respond"));
            }
        });
    }

    private static boolean isAlive(Throwable failure) {
        Throwable root = failure.getCause() != null ? failure.getCause() : failure;
        return root instanceof CallRefusedException refused && refused.status() != 408 && refused.status() != 481;
    }
}
