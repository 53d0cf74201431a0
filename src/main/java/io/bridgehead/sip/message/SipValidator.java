package io.bridgehead.sip.message;

/**
 * Judges a parsed message by the rules every element has to check (RFC 3261 sections 8.2, 16.3, 18.3; outcomes as in RFC 4475
 * and RFC 5118). What only some elements must refuse, such as extensions, credentials or content types, is theirs to judge.
 * Reads the bytes as they came: judging a right message makes no garbage. What passes can be read with the typed accessors.
 */
public final class SipValidator {
    private static final long REQUIRED = 1L << HeaderId.FROM | 1L << HeaderId.TO | 1L << HeaderId.CALL_ID
            | 1L << HeaderId.CSEQ | 1L << HeaderId.VIA;
    private static final long ONCE = 1L << HeaderId.FROM | 1L << HeaderId.TO | 1L << HeaderId.CALL_ID | 1L << HeaderId.CSEQ
            | 1L << HeaderId.MAX_FORWARDS | 1L << HeaderId.CONTENT_LENGTH | 1L << HeaderId.CONTENT_TYPE
            | 1L << HeaderId.EXPIRES | 1L << HeaderId.DATE;

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
                checkHeaders(message, null);
            }
            return null;
        } catch (SipParseException e) {
            return e;
        }
    }

    private static void checkRequest(SipRequest request) {
        if (!request.version().equalsIgnoreCase(SipRequest.VERSION)) {
            throw new SipParseException(505, "Version Not Supported");
        }
        checkHeaders(request, request.method());
        request.checkUri();
    }

    /** @param method of a request, null for a response */
    private static void checkHeaders(SipMessage message, String method) {
        if (message.defect() != null) {
            throw message.defect();
        }
        HeaderTable headers = message.headers;
        checkPresence(headers);
        for (int i = 0; i < headers.size(); i++) {
            int id = headers.id(i);
            if (id != HeaderId.UNKNOWN && id <= HeaderId.RECORD_ROUTE) {
                checkValue(id, headers.valueBytes(i), headers.valueStart(i), headers.valueEnd(i), method);
            }
        }
    }

    private static void checkPresence(HeaderTable headers) {
        long seen = 0;
        long repeated = 0;
        for (int i = 0; i < headers.size(); i++) {
            long bit = 1L << headers.id(i);
            repeated |= seen & bit;
            seen |= bit;
        }
        if ((seen & REQUIRED) != REQUIRED) {
            throw new SipParseException("Missing " + name(REQUIRED & ~seen));
        }
        if ((repeated & ONCE) != 0) {
            throw new SipParseException("Repeated " + name(repeated & ONCE));
        }
    }

    private static String name(long bits) {
        return HeaderId.name(Long.numberOfTrailingZeros(bits));
    }

    private static void checkValue(int id, byte[] b, int start, int end, String method) {
        switch (id) {
            case HeaderId.VIA -> ValueGrammar.vias(b, start, end);
            case HeaderId.FROM, HeaderId.TO -> ValueGrammar.address(b, start, end);
            case HeaderId.CSEQ -> ValueGrammar.cseq(b, start, end, method);
            case HeaderId.CALL_ID -> ValueGrammar.callId(b, start, end);
            case HeaderId.CONTENT_LENGTH -> checkNumber(id, b, start, end, Integer.MAX_VALUE);
            default -> {
                if (method != null) {
                    checkRequestValue(id, b, start, end);
                }
            }
        }
    }

    private static void checkRequestValue(int id, byte[] b, int start, int end) {
        switch (id) {
            case HeaderId.MAX_FORWARDS -> checkNumber(id, b, start, end, 255);
            case HeaderId.CONTACT -> ValueGrammar.addresses(b, start, end, true);
            case HeaderId.ROUTE, HeaderId.RECORD_ROUTE -> ValueGrammar.addresses(b, start, end, false);
            case HeaderId.DATE -> ValueGrammar.date(b, start, end);
            default -> {
                // Expires and Content-Type are for those who act on them.
            }
        }
    }

    private static void checkNumber(int id, byte[] b, int start, int end, long max) {
        if (Ascii.number(b, start, end, max) < 0) {
            throw new SipParseException("Malformed " + HeaderId.name(id));
        }
    }
}
