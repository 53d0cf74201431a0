package io.bridgehead.media.sdp;

/** The body is no session description. A SIP user agent answers 400. */
public class MalformedSdpException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and in which line, without quoting the input */
    public MalformedSdpException(String message) {
        super(message);
    }
}
