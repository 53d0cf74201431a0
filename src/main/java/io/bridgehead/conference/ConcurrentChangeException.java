package io.bridgehead.conference;

/** Somebody else changed the conference first: load it again and decide anew. */
public class ConcurrentChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConcurrentChangeException(String conferenceId) {
        super("Conference " + conferenceId + " has changed meanwhile");
    }
}
