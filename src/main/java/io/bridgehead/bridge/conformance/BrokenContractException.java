package io.bridgehead.bridge.conformance;

/** The bridge did something else than the contract says. */
final class BrokenContractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;

    BrokenContractException(String expected, String seen) {
        super("Expected " + expected + ", seen " + seen);
        this.expected = expected;
        this.seen = seen;
    }

    String expected() {
        return expected;
    }

    String seen() {
        return seen;
    }
}
