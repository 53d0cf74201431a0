package io.bridgehead.conference;

/** An address that cannot be dialled. */
public class InvalidAddressException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public InvalidAddressException() {
        super("invalid-address",
                "An address is neither a telephone number nor a SIP address.",
                "Write the number with + and country code, an internal number, or a sip: address.");
    }
}
