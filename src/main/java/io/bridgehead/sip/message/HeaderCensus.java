package io.bridgehead.sip.message;

/**
 * Which of the headers every message is judged by are there, and which of those that may stand only once are there again.
 *
 * @param seen bit set of the constants
 * @param repeated bit set of the constants
 */
record HeaderCensus(int seen, int repeated) {
    static final int VIA = 0;
    static final int FROM = 1;
    static final int TO = 2;
    static final int CALL_ID = 3;
    static final int CSEQ = 4;
    static final int MAX_FORWARDS = 5;
    static final int CONTENT_LENGTH = 6;
    static final int CONTENT_TYPE = 7;
    static final int EXPIRES = 8;
    static final int DATE = 9;
    private static final String[] NAMES = { SipHeader.VIA, SipHeader.FROM, SipHeader.TO, SipHeader.CALL_ID, SipHeader.CSEQ,
            SipHeader.MAX_FORWARDS, SipHeader.CONTENT_LENGTH, SipHeader.CONTENT_TYPE, SipHeader.EXPIRES, SipHeader.DATE };
    private static final char[] COMPACT = new char[NAMES.length];

    static {
        for (int id = 0; id < NAMES.length; id++) {
            COMPACT[id] = SipHeader.compact(NAMES[id]);
        }
    }

    static HeaderCensus of(HeaderTable headers) {
        int seen = 0;
        int repeated = 0;
        for (int i = 0; i < headers.size(); i++) {
            int bit = bit(headers, i);
            repeated |= seen & bit;
            seen |= bit;
        }
        return new HeaderCensus(seen, repeated & ~(1 << VIA));
    }

    private static int bit(HeaderTable headers, int line) {
        for (int id = 0; id < NAMES.length; id++) {
            if (headers.isNamed(line, NAMES[id], COMPACT[id])) {
                return 1 << id;
            }
        }
        return 0;
    }

    /** The name of the lowest bit. */
    static String name(int bits) {
        return NAMES[Integer.numberOfTrailingZeros(bits)];
    }
}
