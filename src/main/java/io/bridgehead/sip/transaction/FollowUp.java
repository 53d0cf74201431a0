package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.CSeq;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/** Makes the requests that follow an INVITE inside its transaction. */
final class FollowUp {

    private FollowUp() {
    }

    /** The ACK for a final response other than 2xx (RFC 3261 section 17.1.1.3). */
    static SipRequest forFailure(SipRequest invite, SipResponse response) {
        SipRequest ack = follow(invite, SipMethod.ACK);
        ack.setHeader(SipHeader.VIA, invite.topVia().toString());
        ack.setHeader(SipHeader.TO, response.header(SipHeader.TO));
        return ack;
    }

    /** The CANCEL (section 9.1) without its Via: the same flow and branch give it that of the INVITE. */
    static SipRequest cancel(SipRequest invite, String reason) {
        SipRequest cancel = follow(invite, SipMethod.CANCEL);
        if (reason != null) {
            cancel.setHeader(SipHeader.REASON, reason);
        }
        return cancel;
    }

    private static SipRequest follow(SipRequest invite, String method) {
        SipRequest request = SipRequest.create(method, invite.requestUriText());
        for (String route : invite.headers(SipHeader.ROUTE)) {
            request.addHeader(SipHeader.ROUTE, route);
        }
        request.setHeader(SipHeader.MAX_FORWARDS, "70");
        request.setHeader(SipHeader.FROM, invite.header(SipHeader.FROM));
        request.setHeader(SipHeader.TO, invite.header(SipHeader.TO));
        request.setHeader(SipHeader.CALL_ID, invite.callId());
        request.setHeader(SipHeader.CSEQ, new CSeq(invite.cseq().number(), method).toString());
        request.setHeader(SipHeader.CONTENT_LENGTH, "0");
        return request;
    }
}
