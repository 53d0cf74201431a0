package io.bridgehead.client;

import java.util.TreeSet;

/** Which versions of a conference have been heard of: finds the ones that are missing in between. */
final class VersionWindow {

    /** Versions held beyond a gap; a sender that leaves more holes than this is not worth the memory. */
    private static final int LIMIT = 1000;

    private final TreeSet<Long> ahead = new TreeSet<>();
    private long complete;

    /** Everything up to and including this version is known. */
    void completeUpTo(long version) {
        complete = Math.max(complete, version);
        ahead.headSet(complete, true).clear();
        absorb();
    }

    void heard(long version) {
        if (version > complete) {
            ahead.add(version);
            absorb();
            if (ahead.size() > LIMIT) {
                ahead.pollLast();
            }
        }
    }

    /** Whether a later version is known while an earlier one is not. */
    boolean hasGap() {
        return !ahead.isEmpty();
    }

    /** The highest version heard of; 0 before the first. */
    long newest() {
        return ahead.isEmpty() ? complete : ahead.last();
    }

    private void absorb() {
        while (!ahead.isEmpty() && ahead.first() == complete + 1) {
            complete = ahead.pollFirst();
        }
    }
}
