package io.bridgehead.sip;

/** There is no such user. Answered 404. */
public class NotFoundException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public NotFoundException() {
        this("Not Found");
    }

    public NotFoundException(String reason) {
        super(404, reason);
    }
}
