package io.bridgehead.conference;

/** A command of somebody who does not own the conference. */
public class NotAllowedException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public NotAllowedException() {
        super("not-allowed",
                "Only the owner may change this conference.",
                "Ask the owner of the conference.");
    }
}
