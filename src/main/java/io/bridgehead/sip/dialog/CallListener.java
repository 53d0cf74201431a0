package io.bridgehead.sip.dialog;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hears what happens to one call leg, one event after another, on the stack's executor. Must not block for long. */
public interface CallListener {

    /**
     * A provisional response above 100 arrived.
     *
     * @param sdp early media description, or null
     */
    default void onProvisional(Call call, int status, String reason, String sdp) {
    }

    /** For {@link #onAnswered}: nothing has to be written down first. */
    CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);

    /**
     * The call was answered.
     *
     * @param sdp the other party's session description; "" if it sent none
     * @return completes, in whatever way, when our ACK may go. Until then the other party repeats its answer, so that a call
     *         which is written down first is never up without being known. Of no meaning for a call that came in: its ACK is
     *         there
     */
    CompletionStage<Void> onAnswered(Call call, String sdp);

    /**
     * The other party wants to change the session (hold, move of its media): re-INVITE or UPDATE.
     *
     * @param sdp the new offer, or null if the other party wants an offer from us
     * @return our answer (or offer), or null to refuse with 488; the session stays as it was
     */
    default String onReinvite(Call call, String sdp) {
        return null;
    }

    /** The other party's answer to the offer that {@link #onReinvite} made when it was asked for one. */
    default void onReinviteAnswer(Call call, String sdp) {
    }

    /** An INFO arrived, e.g. with DTMF. Answered 200 when true is returned, else 415. */
    default boolean onInfo(Call call, String contentType, byte[] body) {
        return false;
    }

    /** The call is over. Called exactly once, and last. */
    void onEnded(Call call, CallEnd end);
}
