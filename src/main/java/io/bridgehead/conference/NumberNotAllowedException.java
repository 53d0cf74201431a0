package io.bridgehead.conference;

/** An address the dial plan does not allow, emergency numbers among them. */
public class NumberNotAllowedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public NumberNotAllowedException() {
        super("number-not-allowed",
                "This number may not be called from a conference.",
                "Ask the operator which numbers are allowed; call emergency numbers from your own telephone.");
    }
}
