package io.bridgehead.sip.transport;

import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/** Takes valid messages from the transports. Called on event loops: must not block. */
public interface MessageReceiver {

    /** A request whose top Via carries received and rport already. */
    void onRequest(SipRequest request, Flow flow);

    void onResponse(SipResponse response, Flow flow);
}
