package io.bridgehead.media.sdp;

/**
 * A session description with nothing in it that we could talk to: no audio stream, no G.711, secured media only. SIP answers
 * 488.
 */
public class UnacceptableSdpException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is missing */
    public UnacceptableSdpException(String message) {
        super(message);
    }
}
