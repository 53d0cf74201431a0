package io.bridgehead.bridge.http;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which numbered events of one bridge were taken, so that none is taken twice and a missing one is noticed. Exact for the last
 * {@value #WINDOW}; whatever is older counts as taken. Safe for several threads.
 */
final class EventNumbers {

    static final int WINDOW = 4096;

    private final Set<Long> taken = new HashSet<>();
    private String epoch;
    private long highest;
    /** Up to here nothing is missing that could still be had. */
    private long settled;

    /** Whether nothing is known of the bridge's numbering yet. */
    synchronized boolean unknown() {
        return epoch == null;
    }

    /** The bridge counts from here: what was before is not asked for, and taken should it come. */
    synchronized void begin(String newEpoch, long last) {
        epoch = newEpoch;
        highest = last;
        settled = last;
        taken.clear();
    }

    /** Whether an event has not been taken. With a new epoch the bridge counts anew. */
    synchronized boolean isNew(String itsEpoch, long number) {
        return !itsEpoch.equals(epoch) || number > highest || number > highest - WINDOW && !taken.contains(number);
    }

    /** Notes that an event is dealt with. */
    synchronized void note(String itsEpoch, long number) {
        if (!itsEpoch.equals(epoch)) {
            begin(itsEpoch, number - 1);
        }
        taken.add(number);
        highest = Math.max(highest, number);
        if (taken.size() > 2 * WINDOW) {
            taken.removeIf(old -> old <= highest - WINDOW);
        }
        while (settled < highest && taken.contains(settled + 1)) {
            settled++;
        }
        settled = Math.max(settled, highest - WINDOW);
    }

    /** The number of the last event before the first one that is missing; empty if none is. */
    synchronized OptionalLong gap() {
        return epoch != null && settled < highest ? OptionalLong.of(settled) : OptionalLong.empty();
    }

    /** The bridge cannot give what is missing up to here: it is not asked for again. */
    synchronized void giveUp(long upTo) {
        settled = Math.max(settled, Math.min(upTo, highest));
        while (settled < highest && taken.contains(settled + 1)) {
            settled++;
        }
    }

    synchronized long highest() {
        return highest;
    }
}
