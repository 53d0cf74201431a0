package io.bridgehead.webservice;

/** A command without MessageID: its repeat could not be recognised, so it is not executed once either. */
public class MessageIdMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessageIdMissingException() {
        super("The command has no wsa:MessageID");
    }
}
