package io.bridgehead.sip;

/** The body is of a kind nobody here reads. Answered 415. */
public class UnsupportedMediaTypeException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public UnsupportedMediaTypeException() {
        this("Unsupported Media Type");
    }

    public UnsupportedMediaTypeException(String reason) {
        super(415, reason);
    }
}
