package io.bridgehead.client;

import java.util.TreeSet;

/** Which reports of a conference have been heard of: finds the ones that are missing in between. */
final class ReportNumbers {

    /** Numbers held beyond a gap; a sender that leaves more holes than this is not worth the memory. */
    private static final int LIMIT = 1000;

    private final TreeSet<Long> ahead = new TreeSet<>();
    private long complete;

    /** Everything up to and including this number is known. */
    void completeUpTo(long number) {
        complete = Math.max(complete, number);
        ahead.headSet(complete, true).clear();
        absorb();
    }

    void heard(long number) {
        if (number > complete) {
            ahead.add(number);
            absorb();
            if (ahead.size() > LIMIT) {
                ahead.pollLast();
            }
        }
    }

    /** Whether a later report is known while an earlier one is not. */
    boolean hasGap() {
        return !ahead.isEmpty();
    }

    private void absorb() {
        while (!ahead.isEmpty() && ahead.first() == complete + 1) {
            complete = ahead.pollFirst();
        }
    }
}
