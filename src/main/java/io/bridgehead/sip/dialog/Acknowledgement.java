package io.bridgehead.sip.dialog;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Target;

/** The ACK for a 2xx: sent again, the same, whenever the 2xx comes again (RFC 3261 section 13.2.2.4). */
record Acknowledgement(SipStack stack, SipRequest ack, String branch, Target target) {

    void send() {
        // A lost ACK shows by the next 2xx, so the outcome of sending is of no interest.
        stack.sendStateless(ack.copy(), branch, target);
    }
}
