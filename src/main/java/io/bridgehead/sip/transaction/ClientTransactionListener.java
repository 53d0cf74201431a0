package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.SipResponse;

/** Told of the responses to one request, in order, on the stack's executor. */
@FunctionalInterface
public interface ClientTransactionListener {

    /**
     * Called for each provisional response and for exactly one final one; for an INVITE answered 2xx also for each further 2xx
     * (retransmissions and forks, RFC 6026), each of which wants an ACK from the user. If no answer came in time or the request
     * could not be sent, the final response is a 408 or 503 made here: {@link SipResponse#isSynthesized()}.
     */
    void onResponse(ClientTransaction transaction, SipResponse response);

    /** Called once, when the transaction is over and will report nothing more. */
    default void onTerminated(ClientTransaction transaction) {
    }
}
