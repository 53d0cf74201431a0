package io.bridgehead.bridge.http;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

import io.bridgehead.bridge.http.EventMarks.Mark;

/**
 * Which numbered events of one bridge were taken, so that none is taken twice and a missing one is noticed. Exact for the last
 * {@value #WINDOW}; whatever is older counts as taken. Up to where none is missing is written down: after a restart it goes on
 * from there, so an event may be taken twice then, but none is missed. Safe for several threads.
 */
final class EventNumbers {

    static final int WINDOW = 4096;

    private final String bridge;
    private final EventMarks marks;
    private final Set<Long> taken = new HashSet<>();
    private boolean recalled;
    private Mark kept;
    private String epoch;
    private long highest;
    /** Up to here nothing is missing that could still be had. */
    private long settled;

    EventNumbers(String bridge, EventMarks marks) {
        this.bridge = bridge;
        this.marks = marks;
    }

    /** Goes on from where an earlier run had come; to be called before anything else, which knows nothing without it. */
    synchronized EventNumbers recall() {
        if (!recalled) {
            kept = marks.find(bridge).orElse(null);
            recalled = true;
            if (kept != null) {
                begin(kept.epoch(), kept.number());
            }
        }
        return this;
    }

    /** Writes down up to where nothing is missing. What is before that has been taken, and is durable, already. */
    synchronized void keep() {
        Mark now = new Mark(epoch, settled);
        if (epoch != null && !now.equals(kept)) {
            marks.note(bridge, now);
            kept = now;
        }
    }

    /** Whether nothing is known of the bridge's numbering yet. */
    synchronized boolean unknown() {
        return epoch == null;
    }

    /** Whether this is another numbering than the one that is known. */
    synchronized boolean isOther(String itsEpoch) {
        return epoch != null && !itsEpoch.equals(epoch);
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

    /**
     * Notes that an event is dealt with. A bridge that was unknown counts from there; one that counts anew has begun with 1,
     * so whatever is before is missing.
     */
    synchronized void note(String itsEpoch, long number) {
        if (!itsEpoch.equals(epoch)) {
            begin(itsEpoch, epoch == null ? number - 1 : 0);
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
