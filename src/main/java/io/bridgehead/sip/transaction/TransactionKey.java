package io.bridgehead.sip.transaction;

import java.util.Locale;

import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.Via;

/** What makes messages belong to one transaction (RFC 3261 sections 17.1.3, 17.2.3, 8.2.2.2). */
final class TransactionKey {

    private TransactionKey() {
    }

    /** ACK and CANCEL get the key of the INVITE they belong to. */
    static String server(SipRequest request) {
        Via via = request.topVia();
        String method = request.is(SipMethod.ACK) || request.is(SipMethod.CANCEL) ? SipMethod.INVITE : request.method();
        String sentBy = via.sentBy().toLowerCase(Locale.ROOT);
        if (via.hasRfc3261Branch()) {
            return via.branch() + '|' + sentBy + '|' + method;
        }
        // RFC 2543 peers: the To tag is left out, an ACK has it and its INVITE has not.
        return "2543|" + request.callId() + '|' + request.from().tag() + '|' + request.cseq().number() + '|' + sentBy + '|'
                + via.branch() + '|' + request.requestUriText() + '|' + method;
    }

    static String client(String branch, String method) {
        return branch + '|' + method;
    }

    static String client(SipResponse response) {
        return client(String.valueOf(response.topVia().branch()), response.cseq().method());
    }

    /** The same for a request that comes by several ways, and for the ACK to a 2xx, whatever their branches. */
    static String request(SipRequest request) {
        NameAddr from = request.from();
        String method = request.is(SipMethod.ACK) ? SipMethod.INVITE : request.method();
        return request.callId() + '|' + from.tag() + '|' + request.cseq().number() + '|' + method;
    }
}
