package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.SipResponse;

/** What the table of client transactions knows of one. Called on event loops. */
interface ClientEntry {
    /** Takes the place of a finished transaction to swallow repeated responses. */
    ClientEntry ABSORB = response -> {
    };

    void onResponse(SipResponse response);

    /** Ends the transaction with a response nobody sent. */
    default void fail(int status, String reason) {
    }
}
