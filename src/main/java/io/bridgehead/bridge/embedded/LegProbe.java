package io.bridgehead.bridge.embedded;

import java.util.function.BiConsumer;

import io.bridgehead.conference.Cause;
import io.bridgehead.sip.dialog.Call;
import io.bridgehead.sip.dialog.CallRefusedException;
import io.bridgehead.sip.dialog.SignOfLife;

/** Finds out whether a telephone is still there: it may be silent for good reasons, but answers a re-INVITE (RFC 5057). */
final class LegProbe {

    static final String REASON = "Q.850;cause=102";

    private LegProbe() {
    }

    /**
     * Asks.
     *
     * @param offer our session as it is
     * @param patient whether a telephone that cannot be reached now may come back: its connection may be made anew
     * @param then gets the telephone's answer, "" if it only lives; or why it counts as gone
     */
    static void ask(Call call, String offer, boolean patient, BiConsumer<String, Cause> then) {
        call.reinvite(offer).whenComplete((sdp, failure) -> {
            SignOfLife sign = failure == null ? SignOfLife.REPLIES : signOf(failure);
            if (sign == SignOfLife.GONE || sign == SignOfLife.UNREACHABLE && !patient) {
                then.accept("", Cause.bridge("The telephone is silent and does not respond"));
            } else {
                then.accept(failure == null ? sdp : "", null);
            }
        });
    }

    private static SignOfLife signOf(Throwable failure) {
        Throwable root = failure.getCause() != null ? failure.getCause() : failure;
        return root instanceof CallRefusedException refused ? refused.signOfLife() : SignOfLife.GONE;
    }
}
