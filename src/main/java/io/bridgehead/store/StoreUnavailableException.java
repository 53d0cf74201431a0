package io.bridgehead.store;

/** The database is away, full or locked. Whether the work was done is unknown; it may be asked for again later. */
public class StoreUnavailableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
