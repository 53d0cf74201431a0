package io.bridgehead.sip.dialog;

import io.bridgehead.sip.message.SipRequest;

/** A call leg that others began, until and after we answer it. */
public interface IncomingCall extends Call {

    /** The INVITE. */
    SipRequest invite();

    /** The offer in the INVITE, or null if the caller wants the offer from us. */
    String offer();

    /** Says that it rings (180), or 183 with early media. */
    void progress(int status, String sdp);

    /** Answers the call. {@link CallListener#onAnswered} follows with the ACK; its SDP is the answer to our offer or "". */
    void accept(String sdp);

    /** Refuses the call with a final status, 300 to 699. */
    void reject(int status, String reason);
}
