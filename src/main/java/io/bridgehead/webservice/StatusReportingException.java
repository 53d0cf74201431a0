package io.bridgehead.webservice;

/** A status could not be reported now; it is to be reported again. */
public class StatusReportingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StatusReportingException(int httpStatus, Throwable cause) {
        super("The reporting service answered " + httpStatus, cause);
    }
}
