package io.bridgehead.sip.transaction;

import java.util.Optional;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.transport.Flow;

/** A request that was sent and waits for its responses (RFC 3261 section 17.1, RFC 6026). Thread-safe; no method blocks. */
public interface ClientTransaction {

    /** The request as sent, top Via included (once the flow is known). Not to be changed. */
    SipRequest request();

    String branch();

    /** The flow the request was sent by; empty while a connection is being opened. */
    Optional<Flow> flow();

    /**
     * Cancels an INVITE (RFC 3261 section 9.1): the CANCEL is sent after the first provisional response, at once if there was
     * one, never after a final response. The listener still gets the final response, 487 or a 2xx that crossed the CANCEL; 408
     * (synthesized) if none comes within 64 × T1. Does nothing for other methods.
     */
    default void cancel() {
        cancel(null);
    }

    /** Like {@link #cancel()} with a Reason header (RFC 3326), null for none. */
    void cancel(String reason);

    boolean isTerminated();
}
