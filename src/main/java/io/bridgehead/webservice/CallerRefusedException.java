package io.bridgehead.webservice;

/** A web service call comes from nobody we know, or from somebody who may not call this service. */
public class CallerRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallerRefusedException(Throwable cause) {
        super("The caller is not authenticated", cause);
    }
}
