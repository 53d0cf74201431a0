package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transport.Flow;

/** Receives what arrives from the network and belongs to no known transaction. Runs on the stack's executor. */
@FunctionalInterface
public interface SipHandler {

    /** A new request (never ACK or CANCEL). An exception thrown here is answered 500. */
    void onRequest(ServerTransaction transaction);

    /** An ACK for a 2xx that no transaction asked for: a proxy forwards it statelessly, a user agent finds its dialog. */
    default void onStrayAck(SipRequest ack, Flow flow) {
    }

    /** A response that belongs to no transaction, e.g. a late 2xx to an INVITE. */
    default void onStrayResponse(SipResponse response, Flow flow) {
    }
}
