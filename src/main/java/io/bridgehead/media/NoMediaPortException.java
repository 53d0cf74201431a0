package io.bridgehead.media;

/** No RTP port pair of the configured range is free, or none can be bound. */
public class NoMediaPortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message the range that was tried
     * @param cause why the last one could not be bound, may be {@code null}
     */
    public NoMediaPortException(String message, Throwable cause) {
        super(message, cause);
    }
}
