package io.bridgehead.client;

/** The server refused a request, or did not answer it. */
public class SipFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The status that stands for no connection at all. */
    public static final int NO_CONNECTION = 0;

    private final int status;

    /** @param status the SIP status, 408 also for no answer at all; {@link #NO_CONNECTION} */
    public SipFailureException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether nobody said no: the same request may be sent again and is recognised if it did arrive. */
    public boolean unanswered() {
        return status == NO_CONNECTION || status == 408;
    }
}
