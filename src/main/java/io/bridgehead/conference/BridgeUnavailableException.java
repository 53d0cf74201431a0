package io.bridgehead.conference;

/** No telephone calls can be made now. */
public class BridgeUnavailableException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public BridgeUnavailableException() {
        this("The conference bridge cannot be reached.");
    }

    /** @param sentence why, in the bridge's words; its own routes say it (docs/add-a-bridge.md) */
    public BridgeUnavailableException(String sentence) {
        super("bridge-unavailable", sentence, "Try again in a minute.");
    }
}
