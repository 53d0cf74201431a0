package io.bridgehead.conference;

/** No telephone calls can be made now. */
public class BridgeUnavailableException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public BridgeUnavailableException() {
        super("bridge-unavailable",
                "The conference bridge cannot be reached.",
                "Try again in a minute.");
    }
}
