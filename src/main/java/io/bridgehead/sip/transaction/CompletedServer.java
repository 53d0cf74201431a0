package io.bridgehead.sip.transaction;

import io.bridgehead.sip.transport.Flow;

/**
 * A non-INVITE server transaction that is answered: all it needs is the answer's bytes, for half a minute and many requests.
 */
record CompletedServer(byte[] response, Flow responseFlow) implements ServerEntry {
    @Override
    public void onRetransmission() {
        responseFlow.send(response);
    }
}
