package io.bridgehead.bridge.conformance;

import java.util.Locale;

/** How a telephone treats calls that the partner lends for the checks. */
public enum TestTelephone {
    /** Answers within seconds and stays in the call. */
    ANSWERS,
    /** Is engaged. */
    BUSY,
    /** The person does not want to talk. */
    DECLINES,
    /** Rings and is never answered. */
    SILENT,
    /** Answers, and hangs up after some seconds. */
    HANGS_UP,
    /** Nobody has this address. */
    NOT_FOUND,
    /** Cannot be reached now: the network or the telephone's server fails. */
    UNREACHABLE;

    /** The option of the command line, such as {@code --hangs-up}. */
    public String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
