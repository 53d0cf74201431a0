package io.bridgehead.conference;

/** Somebody wants to raise or lower their own hand and has no telephone in the call. */
public class NoTelephoneInCallException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public NoTelephoneInCallException() {
        super("no-telephone-in-call",
                "None of the telephones in the call is known to be yours, so you have no hand to raise or lower.",
                "Join with a telephone of your account, or, if you are in charge, name the participant whose hand you mean.");
    }
}
