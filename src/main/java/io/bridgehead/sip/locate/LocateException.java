package io.bridgehead.sip.locate;

/** Servers could not be looked up just now; the same question may be answered later. */
public final class LocateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocateException(String message, Throwable cause) {
        super(message, cause);
    }
}
