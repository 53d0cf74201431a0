package io.bridgehead.store;

/** More work waits for the database than is allowed; this work was not taken. */
public class OverloadedException extends StoreException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(int units, long bytes) {
        super(units + " units of work with " + bytes + " bytes wait for the database already", null);
    }
}
