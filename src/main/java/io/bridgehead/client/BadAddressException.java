package io.bridgehead.client;

/** What was typed cannot be called: the message says what is wrong with it and which forms there are. */
public class BadAddressException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadAddressException(String typed, String reason) {
        super("\"" + (typed.length() > 60 ? typed.substring(0, 60) + "…" : typed) + "\" " + reason
                + "; use sip:bob@example.org, tel:+4930123456, bob, or \"Bob <sip:bob@example.org>\"");
    }
}
