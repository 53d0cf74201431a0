package io.bridgehead.sip;

/** Max-Forwards is used up. Answered 483. */
public class TooManyHopsException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public TooManyHopsException() {
        this("Too Many Hops");
    }

    public TooManyHopsException(String reason) {
        super(483, reason);
    }
}
