package io.bridgehead.conference;

/** A conference was to be one that people can call, on a bridge that nobody can call. */
public class DialInUnavailableException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public DialInUnavailableException() {
        super("dial-in-unavailable",
                "The bridge of this conference has no number that people could call.",
                "Leave dial-in out, or ask the operator for a number.");
    }
}
