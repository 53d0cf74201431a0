package io.bridgehead.bridge.http;

/** What somebody posted as a bridge's events is not taken, and will not be if it is offered again. */
public class CallbackRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of the HTTP answer
     * @param words what is wrong, for the operator of the bridge
     */
    CallbackRefusedException(int status, String words) {
        super(words);
        this.status = status;
    }

    /** The status of the HTTP answer. */
    public int status() {
        return status;
    }
}
