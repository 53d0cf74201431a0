package io.bridgehead.sip.dispatch;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/** A user of the stack that is asked whether a message is for it. Must not block. */
public interface RequestSink {

    /** Who is asked first, in this order. */
    enum Order {
        /** Requests that carry our Route: they pass through, even to a dialog of our own. */
        PROXY,
        /** Requests within call legs of ours. */
        CALLS,
        /** Requests addressed to a contact of ours. */
        USER_AGENTS,
        /** Everything else. */
        SERVER
    }

    Order order();

    /**
     * Takes a request or leaves it.
     *
     * @return true if this sink answers the request, now or later
     * @throws io.bridgehead.sip.message.SipParseException if the request is malformed; it is answered with its status
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
