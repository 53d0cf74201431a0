package io.bridgehead.store;

/** The database refused what was asked of it; asking again will not help. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
