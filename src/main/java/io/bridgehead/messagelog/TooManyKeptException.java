package io.bridgehead.messagelog;

/** As many messages as are allowed already wait for this receiver; this one is not kept. */
public class TooManyKeptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyKeptException(int limit) {
        super("The receiver is away and " + limit + " messages wait already");
    }
}
