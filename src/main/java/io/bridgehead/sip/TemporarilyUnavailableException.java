package io.bridgehead.sip;

/** The user exists but has no device to be reached at now. Answered 480. */
public class TemporarilyUnavailableException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public TemporarilyUnavailableException() {
        this("Temporarily Unavailable");
    }

    public TemporarilyUnavailableException(String reason) {
        super(480, reason);
    }
}
