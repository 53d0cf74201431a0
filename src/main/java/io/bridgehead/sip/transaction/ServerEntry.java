package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.SipRequest;

/** What the table of server transactions knows of one. Called on event loops. */
interface ServerEntry {

    /** The same request again. */
    void onRetransmission();

    /** @return whether this transaction takes the ACK; otherwise it is for a 2xx and belongs to the user */
    default boolean onAck(SipRequest ack) {
        return false;
    }

    /** A CANCEL for this transaction. */
    default void onCancel(SipRequest cancel) {
    }

    /** The To tag of our responses, or null if there is no more request to answer. */
    default String localTag() {
        return null;
    }
}
