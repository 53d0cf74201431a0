package io.bridgehead.bridge.http;

/** What came is not signed by whom it must be; answered 401. */
public class InvalidSignatureException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a signature is not believed. */
    public enum Reason {
        MISSING("webhook-id, webhook-timestamp and webhook-signature are needed"),
        MALFORMED("webhook-id, webhook-timestamp or webhook-signature is malformed"),
        FORGED("the signature does not fit; are the secrets on both sides the same?"),
        EXPIRED("webhook-timestamp is more than five minutes from our time; are the clocks right?");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** What is wrong, for the operator of the other side. */
        public String words() {
            return words;
        }
    }

    private final transient Reason reason;

    InvalidSignatureException(Reason reason) {
        super(reason.words());
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
