package io.bridgehead.sip.message;

/**
 * Bytes or text that are not SIP. Carries the status a request of this kind is answered with; the message is fit to be its
 * reason phrase and never repeats what was received.
 */
public class SipParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Status 400. */
    public SipParseException(String reason) {
        this(400, reason);
    }

    public SipParseException(int status, String reason) {
        super(reason, null, false, false); // no stack trace: whoever sends garbage must not make us walk the stack
        this.status = status;
    }

    /** The status to answer with, 400 to 699. */
    public int status() {
        return status;
    }
}
