package io.bridgehead.bridge.embedded;

/** There is no way to the address with the present configuration; the message tells people why, without the address. */
class UndiallableAddressException extends Exception {

    private static final long serialVersionUID = 1L;

    UndiallableAddressException(String message) {
        super(message);
    }
}
