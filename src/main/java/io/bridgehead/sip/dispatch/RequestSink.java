package io.bridgehead.sip.dispatch;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/** A user of the stack that is asked whether a message is for it. Must not block. */
public interface RequestSink {

    /**
     * Takes a request or leaves it.
     *
     * @return true if this sink answers the request, now or later
     */
    boolean onRequest(ServerTransaction transaction);

    /** Takes an ACK for a 2xx that no server transaction asked for. */
    default boolean onAck(SipRequest ack, Flow flow) {
        return false;
    }

    /** Takes a response without transaction. */
    default boolean onResponse(SipResponse response, Flow flow) {
        return false;
    }
}
