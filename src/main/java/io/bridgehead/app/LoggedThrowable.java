package io.bridgehead.app;

/** A throwable as it may be logged: its own words and those of its causes are one line each. */
final class LoggedThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    /** Causes of causes beyond this are left out; a chain may be a ring. */
    private static final int DEPTH = 10;

    private final String text;

    private LoggedThrowable(Throwable thrown, LoggedThrowable cause) {
        super(LogLine.of(thrown.getMessage()), cause, false, true);
        this.text = LogLine.of(thrown.toString());
        setStackTrace(thrown.getStackTrace());
    }

    /** The same throwable, if there is nothing to escape in it. */
    static Throwable of(Throwable thrown) {
        int depth = 0;
        for (Throwable one = thrown; one != null && depth < DEPTH; one = one.getCause(), depth++) {
            String text = one.toString();
            if (!LogLine.of(text).equals(text)) {
                return copy(thrown, DEPTH);
            }
        }
        return thrown;
    }

    private static LoggedThrowable copy(Throwable thrown, int depth) {
        return new LoggedThrowable(thrown,
                thrown.getCause() == null || depth == 1 ? null : copy(thrown.getCause(), depth - 1));
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return text;
    }
}
