package io.bridgehead.sip.dialog;

import java.util.concurrent.CompletableFuture;

/** One call leg: an INVITE that was sent or received, and its dialog. Thread-safe; no method blocks. */
public interface Call {

    String callId();

    /** Our tag. */
    String localTag();

    /** The other party's tag, or null before the first response that carries one. */
    String remoteTag();

    CallState state();

    /**
     * Ends the leg in whatever state it is: CANCEL before the answer, BYE after it; an answer that crosses the CANCEL is
     * acknowledged and hung up. Does nothing the second time.
     */
    void hangUp();

    /** Like {@link #hangUp()} with a Reason header (RFC 3326), such as {@code Q.850;cause=16}. */
    void hangUp(String reason);

    /**
     * Offers a changed session by re-INVITE.
     *
     * @return the answer's SDP, or a failure with {@link CallRefusedException}; the session is then unchanged
     */
    CompletableFuture<String> reinvite(String sdp);

    /** What {@link Calls#resume} needs to go on with this call in another run of the process; null before it is answered. */
    KeptDialog kept();

    /** Sends an INFO in an answered call; completes with the status of its answer. */
    CompletableFuture<Integer> info(String contentType, byte[] body);
}
