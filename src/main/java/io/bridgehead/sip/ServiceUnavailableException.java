package io.bridgehead.sip;

/** Not now, but later: overload, or a part that is needed is down. Answered 503 with Retry-After. */
public class ServiceUnavailableException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    /** @param retryAfter seconds until another attempt makes sense */
    public ServiceUnavailableException(int retryAfter) {
        super(503, "Service Unavailable");
        with("Retry-After", Integer.toString(retryAfter));
    }
}
