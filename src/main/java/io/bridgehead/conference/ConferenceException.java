package io.bridgehead.conference;

/**
 * A command that was refused. Its message holds no numbers, names or secrets, so that it can be logged; {@link #sentence()} is
 * for who sent the command.
 */
public abstract class ConferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String whatToDo;
    private String concerned;

    ConferenceException(String code, String sentence, String whatToDo) {
        super(sentence);
        this.code = code;
        this.whatToDo = whatToDo;
    }

    /** A stable word for programs, such as {@code unknown-conference}. */
    public String code() {
        return code;
    }

    /** What is wrong, for who sent the command and for no log: it may hold a name or a number out of it. */
    public String sentence() {
        return concerned == null ? getMessage() : concerned + ": " + getMessage();
    }

    /** @param whom of several people in the command it is about */
    ConferenceException concerning(String whom) {
        concerned = whom;
        return this;
    }

    /** What the user can do about it, one sentence. */
    public String whatToDo() {
        return whatToDo;
    }
}
