package io.bridgehead.sip.transport;

/** A listener cannot be opened, most often because its port is taken. The message names transport, address and port. */
public class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ListenException(Listener listener, Throwable cause) {
        super("Cannot listen for SIP over " + listener.transport() + " on " + listener.host() + " port " + listener.port()
                + ": "
                + cause.getMessage(), cause);
    }
}
