package io.bridgehead.sip;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.jboss.logging.Logger;

import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipStatus;
import io.bridgehead.sip.transaction.ServerTransaction;

/** Turns the end of an exchange into the final response of the request that began it. */
final class ResponseWriter {

    private static final Logger LOG = Logger.getLogger(ResponseWriter.class);

    private final WireHeaders wire;

    ResponseWriter(WireHeaders wire) {
        this.wire = wire;
    }

    /** Answers, unless somebody did already. */
    void respond(Exchange exchange, ServerTransaction transaction) {
        if (transaction.isAnswered()) {
            return;
        }
        SipResponse response;
        try {
            response = exchange.getException() == null ? ofMessage(exchange.getMessage(), transaction.request())
                    : ofFailure(exchange.getException(), transaction.request());
        } catch (RuntimeException e) {
            response = ofFailure(e, transaction.request());
        }
        if (response.status() == 401 || response.status() == 407) {
            // Anybody may have sent it, in somebody else's name: answered once, and nothing of it is kept.
            transaction.respondStateless(response);
            return;
        }
        // RFC 4320 section 4.1: whoever sent anything but INVITE has given up by himself before a 408 can reach him.
        if (response.status() != 408 || transaction.request().is(SipMethod.INVITE)) {
            transaction.respond(response);
        }
    }

    private SipResponse ofMessage(Message message, SipRequest request) {
        int status = message.getHeader(SipConstants.RESPONSE_CODE, 200, Integer.class);
        if (status < 200 || status > 699) {
            throw new IllegalArgumentException("Not a final status: " + status);
        }
        String reason = message.getHeader(SipConstants.RESPONSE_REASON, SipStatus.reason(status), String.class);
        SipResponse response = request.createResponse(status, oneLine(reason));
        wire.answered(message).forEach((name, lines) -> {
            response.removeHeader(name);
            lines.forEach(line -> response.addHeader(name, line));
        });
        String type = message.getHeader(SipConstants.RESPONSE_CONTENT_TYPE, String.class);
        byte[] body = type == null ? null : message.getBody(byte[].class);
        if (body != null) {
            response.setBody(type, body);
        }
        return response;
    }

    private static String oneLine(String reason) {
        for (int i = 0; i < reason.length(); i++) {
            if (Character.isISOControl(reason.charAt(i))) {
                return reason.replaceAll("\\p{Cntrl}", " ");
            }
        }
        return reason;
    }

    private static SipResponse ofFailure(Throwable failure, SipRequest request) {
        SipResponseException meant = ObjectHelper.getException(SipResponseException.class, failure);
        if (meant != null) {
            SipResponse response = request.createResponse(meant.status(), meant.reason());
            meant.headers().forEach(h -> response.addHeader(h.name(), h.value()));
            return response;
        }
        SipParseException malformed = ObjectHelper.getException(SipParseException.class, failure);
        if (malformed != null) {
            return request.createResponse(malformed.status(), malformed.getMessage());
        }
        LOG.errorf(failure, "A route failed; %s is answered 500", request);
        return request.createResponse(500);
    }
}
