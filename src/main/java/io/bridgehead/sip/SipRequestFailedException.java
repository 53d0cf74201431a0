package io.bridgehead.sip;

/** A request that we sent was answered with something other than 2xx, or not at all (408), or could not be sent (503). */
public class SipRequestFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public SipRequestFailedException(String method, int status, String reason) {
        super(method + " was answered " + status + " " + reason, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
