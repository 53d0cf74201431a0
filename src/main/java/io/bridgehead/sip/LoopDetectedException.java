package io.bridgehead.sip;

/** The request has been here before. Answered 482. */
public class LoopDetectedException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public LoopDetectedException() {
        this("Loop Detected");
    }

    public LoopDetectedException(String reason) {
        super(482, reason);
    }
}
