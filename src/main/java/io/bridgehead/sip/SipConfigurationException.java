package io.bridgehead.sip;

/** An option of the component has a value it cannot start with. The message names the value and what is right. */
public class SipConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SipConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
