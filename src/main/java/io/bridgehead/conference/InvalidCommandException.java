package io.bridgehead.conference;

/** A command that lacks something or has something too long. */
public class InvalidCommandException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    public InvalidCommandException() {
        super("invalid-command",
                "The command lacks something, or a text in it is too long.",
                "Keep names and subject below 200 characters and name everybody to call.");
    }
}
