package io.bridgehead.app.config;

/** A bridge in a process of its own does not know how to speak with the conference service. */
public final class BridgeApartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what is wrong, with the key */
    public BridgeApartException(String what) {
        super("A bridge without the role conference-service beside it reports over HTTP: " + what);
    }
}
