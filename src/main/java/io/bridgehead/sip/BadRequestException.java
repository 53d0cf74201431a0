package io.bridgehead.sip;

/** The request cannot be understood. Answered 400. */
public class BadRequestException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public BadRequestException() {
        this("Bad Request");
    }

    public BadRequestException(String reason) {
        super(400, reason);
    }
}
