package io.bridgehead.sip;

/** The wanted expiry is shorter than the registrar allows. Answered 423 with Min-Expires (RFC 3261 section 10.3). */
public class IntervalTooBriefException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    /** @param minimum seconds */
    public IntervalTooBriefException(long minimum) {
        super(423, "Interval Too Brief");
        with("Min-Expires", Long.toString(minimum));
    }
}
