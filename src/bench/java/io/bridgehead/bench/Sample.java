package io.bridgehead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one load.
 *
 * @param rate messages per second asked for
 * @param sentPerSecond what the generator managed to send
 * @param answers final answers by status
 * @param lost messages without a final answer some seconds after the last was sent
 * @param p50 milliseconds from sending to the final answer
 * @param backlogGrew whether more and more messages waited for their answer
 */
record Sample(int rate, double sentPerSecond, int sent, Map<Integer, Integer> answers, int challenged, int retransmitted,
        int lost, int dropped, double p50, double p99, boolean backlogGrew, Reading used, Memory memory) {

    private static final double RETRANSMITTED = 0.001;
    private static final double SENT = 0.97;

    /** Reads what the loop has counted; to be called on the loop. */
    static Sample of(int rate, double sentPerSecond, Traffic traffic, boolean backlogGrew, Reading used, Memory memory) {
        return new Sample(rate, sentPerSecond, traffic.sent, new TreeMap<>(traffic.answers), traffic.challenged,
                traffic.retransmitted, traffic.lost, traffic.dropped, traffic.roundTrips.millis(0.5),
                traffic.roundTrips.millis(0.99), backlogGrew, used, memory);
    }

    /** For people. */
    String traffic() {
        return String.format(Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms; sent %,d, answers %s, challenged %d, retransmitted %d, lost %d",
                p50, p99, sent, answers, challenged, retransmitted, lost);
    }

    int ok() {
        return answers.getOrDefault(200, 0);
    }

    /** No message lost or refused, fewer than one in a thousand retransmitted, no growing backlog. */
    boolean isHeld() {
        return troubles().isEmpty();
    }

    /** Whether the generator could not send as fast as it should, which says nothing about the server. */
    boolean isGeneratorTooSlow() {
        return sentPerSecond < SENT * rate;
    }

    /** Why the rate was not held, in words; empty if it was. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (isGeneratorTooSlow()) {
            troubles.add(String.format(Locale.ROOT, "only %,.0f/s sent", sentPerSecond));
        }
        if (lost > 0) {
            troubles.add(lost + " lost");
        }
        answers.forEach((status, count) -> {
            if (status != 200) {
                troubles.add(count + " answered " + status);
            }
        });
        if (retransmitted > RETRANSMITTED * sent) {
            troubles.add(retransmitted + " retransmitted");
        }
        if (dropped > 0) {
            troubles.add(dropped + " connections dropped");
        }
        if (backlogGrew) {
            troubles.add("growing backlog");
        }
        return troubles;
    }
}
