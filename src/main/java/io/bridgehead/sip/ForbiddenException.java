package io.bridgehead.sip;

/** The request is understood, and refused whatever the credentials. Answered 403. */
public class ForbiddenException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException() {
        this("Forbidden");
    }

    public ForbiddenException(String reason) {
        super(403, reason);
    }
}
