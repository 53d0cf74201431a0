package io.bridgehead.conference;

/** A conference has events that this release does not know, as while the processes at one database are upgraded one by one. */
public class UnreadableConferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableConferenceException(String conferenceId, Throwable cause) {
        super("Conference " + conferenceId + " has events that this release cannot read", cause);
    }
}
