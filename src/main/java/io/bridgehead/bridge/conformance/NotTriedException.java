package io.bridgehead.bridge.conformance;

/** This bridge cannot be asked for what a check is about, and need not be able to. */
final class NotTriedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotTriedException(String why) {
        super(why);
    }
}
