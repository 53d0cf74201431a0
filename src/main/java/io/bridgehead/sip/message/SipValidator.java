package io.bridgehead.sip.message;

import java.util.List;

/**
 * Judges a parsed message by the rules every element has to check (RFC 3261 sections 8.2, 16.3, 18.3; outcomes as in RFC 4475).
 * What only some elements must refuse, such as extensions, credentials or content types, is theirs to judge.
 */
public final class SipValidator {
    private static final int REQUIRED = 1 << HeaderCensus.FROM | 1 << HeaderCensus.TO | 1 << HeaderCensus.CALL_ID
            | 1 << HeaderCensus.CSEQ | 1 << HeaderCensus.VIA;

    private SipValidator() {
    }

    /**
     * @return null if the message is valid, otherwise status and reason a request is answered with; invalid responses are
     *         dropped
     */
    public static SipParseException check(SipMessage message) {
        try {
            if (message instanceof SipRequest request) {
                checkRequest(request);
            } else {
                checkCommon(message);
            }
            return null;
        } catch (SipParseException e) {
            return e;
        }
    }

    private static void checkRequest(SipRequest request) {
        if (!request.version().equalsIgnoreCase("SIP/2.0")) {
            throw new SipParseException(505, "Version Not Supported");
        }
        checkCommon(request);
        if (!request.cseq().method().equals(request.method())) {
            throw new SipParseException("CSeq method does not match");
        }
        request.maxForwards();
        checkRequestUri(request);
        checkAddresses(request, SipHeader.CONTACT);
        checkAddresses(request, SipHeader.ROUTE);
        checkDate(request);
    }

    private static void checkCommon(SipMessage message) {
        if (message.defect() != null) {
            throw message.defect();
        }
        HeaderCensus census = HeaderCensus.of(message.headers);
        if ((census.seen() & REQUIRED) != REQUIRED) {
            throw new SipParseException("Missing " + HeaderCensus.name(REQUIRED & ~census.seen()));
        }
        if (census.repeated() != 0) {
            throw new SipParseException("Repeated " + HeaderCensus.name(census.repeated()));
        }
        checkVias(message);
        message.cseq();
        checkUnique(message.from().params());
        checkUnique(message.to().params());
        checkCallId(message.callId());
        if (message.from().isWildcard() || message.to().isWildcard()) {
            throw new SipParseException("Malformed address");
        }
        message.contentLength();
    }

    private static void checkVias(SipMessage message) {
        List<String> values = message.headers(SipHeader.VIA);
        checkUnique(message.topVia().params());
        for (int i = 1; i < values.size(); i++) {
            checkUnique(Via.parse(values.get(i)).params());
        }
    }

    private static void checkUnique(Params params) {
        if (params.hasDuplicate()) {
            throw new SipParseException("Repeated parameter");
        }
    }

    private static void checkCallId(String callId) {
        for (int i = 0; i < callId.length(); i++) {
            if (callId.charAt(i) <= ' ' || callId.charAt(i) >= 127) {
                throw new SipParseException("Malformed Call-ID");
            }
        }
        if (callId.isEmpty()) {
            throw new SipParseException("Malformed Call-ID");
        }
    }

    private static void checkRequestUri(SipRequest request) {
        SipUri uri = request.requestUri();
        if (!uri.isSip() && !uri.scheme().equals("tel")) {
            throw new SipParseException(416, SipStatus.reason(416));
        }
        if (uri.headers() != null) {
            throw new SipParseException("Headers in the Request-URI");
        }
    }

    private static void checkAddresses(SipRequest request, String name) {
        if (request.hasHeader(name)) {
            request.addresses(name);
        }
    }

    /** Only GMT is a time zone in SIP (section 20.17). */
    private static void checkDate(SipRequest request) {
        String date = request.header(SipHeader.DATE);
        if (date != null && !date.endsWith(" GMT")) {
            throw new SipParseException("Malformed Date");
        }
    }
}
