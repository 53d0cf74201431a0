package io.bridgehead.conference;

/** A command that lacks something or has something too long. */
public class InvalidCommandException extends ConferenceException {

    private static final long serialVersionUID = 1L;

    /**
     * @param sentence what is wrong
     * @param whatToDo about it
     */
    public InvalidCommandException(String sentence, String whatToDo) {
        super("invalid-command", sentence, whatToDo);
    }
}
