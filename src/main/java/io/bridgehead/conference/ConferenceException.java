package io.bridgehead.conference;

/** A command that was refused. Texts hold no numbers, names or secrets, so that they can be logged and shown. */
public abstract class ConferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String whatToDo;

    ConferenceException(String code, String sentence, String whatToDo) {
        super(sentence);
        this.code = code;
        this.whatToDo = whatToDo;
    }

    /** A stable word for programs, such as {@code unknown-conference}. */
    public String code() {
        return code;
    }

    /** What the user can do about it, one sentence. */
    public String whatToDo() {
        return whatToDo;
    }
}
