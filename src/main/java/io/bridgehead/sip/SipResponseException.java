package io.bridgehead.sip;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A failure that is answered with one SIP status. Thrown in a route that serves {@code sip:server/…}, it becomes the final
 * response; nothing but status, reason phrase and headers reaches the network.
 */
public class SipResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A header of the response. */
    public record Header(String name, String value) implements Serializable {
    }

    private final int status;
    private final ArrayList<Header> headers = new ArrayList<>();

    /**
     * @param status 300 to 699
     * @param reason the reason phrase, one line without anything secret
     */
    public SipResponseException(int status, String reason) {
        super(reason, null, false, false);
        if (status < 300 || status > 699) {
            throw new IllegalArgumentException("not a failure: " + status);
        }
        this.status = status;
    }

    /** Adds a header to the response. */
    public SipResponseException with(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return getMessage();
    }

    public List<Header> headers() {
        return List.copyOf(headers);
    }
}
