package io.bridgehead.bridge.simulator;

import java.util.Locale;

/** What the simulator does wrong. Nothing of it may harm whoever uses the bridge. */
public enum Misbehaviour {
    /** Nothing: it keeps the contract. */
    NONE,
    /** Each event is told late. */
    LATE,
    /** Each event is told twice. */
    TWICE,
    /** Each event is a little late, at random, so that they overtake each other. */
    OUT_OF_ORDER,
    /** Every second event is lost. */
    LOSES,
    /** It takes commands and never tells anything. */
    NEVER;

    /** The word of the command line, such as {@code out-of-order}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
