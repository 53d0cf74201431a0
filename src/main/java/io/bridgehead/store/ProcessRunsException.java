package io.bridgehead.store;

/**
 * Another process serves already under the name, or from the data, that this one was given. The message says what to change.
 */
public class ProcessRunsException extends StoreException {

    private static final long serialVersionUID = 1L;

    public ProcessRunsException(String message) {
        super(message, null);
    }
}
