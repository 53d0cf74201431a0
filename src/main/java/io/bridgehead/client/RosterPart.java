package io.bridgehead.client;

/**
 * A part of a roster that is too large for one message.
 *
 * @param offset how many participants come before it
 * @param number of the last report that is in all parts before; the parts are of different moments
 */
record RosterPart(int offset, long number) {

    /** From the first participant on. */
    static final RosterPart FIRST = new RosterPart(0, Long.MAX_VALUE);

    /** The part after this one, once this one is known. */
    RosterPart next(StatusUpdate.Snapshot known) {
        return new RosterPart(offset + known.participants().size(), Math.min(number, known.number()));
    }
}
