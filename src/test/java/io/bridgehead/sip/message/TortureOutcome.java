package io.bridgehead.sip.message;

/** What becomes of one datagram, in one word. */
final class TortureOutcome {
    static final String PASS = "pass";
    static final String DROP = "drop";

    private TortureOutcome() {
    }

    /** {@code pass}, the status a request is answered with, or {@code drop} for what gets no answer. */
    static String of(byte[] datagram) {
        try {
            SipMessage message = SipParser.parse(datagram);
            SipParseException problem = SipValidator.check(message);
            if (problem == null) {
                return PASS;
            }
            return message instanceof SipRequest ? Integer.toString(problem.status()) : DROP;
        } catch (SipParseException e) {
            return DROP;
        }
    }
}
