package io.bridgehead.sip;

/** The message is longer than allowed. Answered 513. */
public class MessageTooLargeException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    public MessageTooLargeException() {
        this("Message Too Large");
    }

    public MessageTooLargeException(String reason) {
        super(513, reason);
    }
}
