package io.bridgehead.identity;

/** A signed identity that must not be believed. */
public class InvalidIdentityException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        MISSING,
        MALFORMED,
        /** Older than the validity window, or from a clock ahead of ours by more than it. */
        EXPIRED,
        /** Another key, another user, another purpose or another body. */
        FORGED
    }

    private final Reason reason;

    InvalidIdentityException(Reason reason) {
        super("Signed identity refused: " + reason);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }
}
