package io.bridgehead.sip.transport;

/** A message could not be handed to a peer: not reachable, connection closed, queue full, host name unknown. */
public class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
