package io.bridgehead.bridge.folder;

/** A bridge's file is wrong. */
public class BridgeFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param line where, counted from 1; 0 if it is about the file as a whole
     * @param reason what is wrong and what would be right, without any secret
     */
    BridgeFileException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** Where, counted from 1; 0 if it is about the file as a whole. */
    public int line() {
        return line;
    }

    /** Line and reason, for people. */
    public String words() {
        return (line > 0 ? "line " + line + ": " : "") + getMessage();
    }
}
