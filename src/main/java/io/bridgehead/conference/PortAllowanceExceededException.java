package io.bridgehead.conference;

/** More participants than the account allows. */
public class PortAllowanceExceededException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public PortAllowanceExceededException() {
        super("port-allowance-exceeded",
                "The conference would have more participants than the account allows.",
                "Remove somebody first, or choose an account with a larger allowance.");
    }
}
