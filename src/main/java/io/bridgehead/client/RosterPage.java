package io.bridgehead.client;

/**
 * A part of a roster that is too large for one message.
 *
 * @param offset how many participants come before it
 * @param number of the last report that is in all parts before; the parts are of different moments
 */
record RosterPage(int offset, long number) {

    /** From the first participant on. */
    static final RosterPage FIRST = new RosterPage(0, Long.MAX_VALUE);

    /** The part after this one, once this one is known. */
    RosterPage next(StatusUpdate.Snapshot known) {
        return new RosterPage(offset + known.participants().size(), Math.min(number, known.number()));
    }
}
