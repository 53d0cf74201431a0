package io.bridgehead.sip.dialog;

/** The other party refused a request within a call. */
public class CallRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public CallRefusedException(int status, String reason) {
        super(status + " " + reason, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What the refusal says about the other party. */
    public SignOfLife signOfLife() {
        return SignOfLife.of(status);
    }
}
