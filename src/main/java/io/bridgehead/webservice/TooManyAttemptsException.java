package io.bridgehead.webservice;

/** Too many wrong passwords came from there, or for this user; no password is looked at for a while. */
public class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int retryAfter;

    /** @param retryAfter seconds until another attempt makes sense */
    public TooManyAttemptsException(int retryAfter) {
        super("Too many wrong passwords");
        this.retryAfter = retryAfter;
    }

    /** Seconds. */
    public int retryAfter() {
        return retryAfter;
    }
}
