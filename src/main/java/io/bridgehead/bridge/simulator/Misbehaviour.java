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
    NEVER,
    /** Every second event is not offered, only given when it is asked for. */
    GAPS,
    /** Events are signed with a secret that nobody knows. */
    FORGED,
    /** Something that is no JSON comes before each batch of events, and everything is answered with a web page. */
    GARBAGE,
    /** Commands are carried out at once and answered late. */
    SLOW,
    /** Requests are carried out, and of every second one the connection is closed without an answer. */
    CUTS;

    /** The word of the command line, such as {@code out-of-order}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
