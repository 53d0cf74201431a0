package io.bridgehead.sip.auth;

/** A challenge or credentials header that cannot be read. The message never repeats the header. */
public class MalformedAuthorizationException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedAuthorizationException(String reason) {
        super(reason, null, false, false);
    }
}
