package io.bridgehead.bench;

import java.util.Map;
import java.util.TreeMap;

/** What the users of a run sent and received. Only the loop's thread uses it. */
final class Traffic {

    /** From sending a MESSAGE to its 200, challenges and retransmissions included. */
    final Latencies roundTrips = new Latencies();
    /** Final answers by status. */
    final Map<Integer, Integer> answers = new TreeMap<>();
    /** Requests without a final answer yet. */
    int open;
    int sent;
    /** Size of all requests sent, each once. */
    long bytes;
    int challenged;
    int retransmitted;
    int lost;
    /** Connections that the server ended. */
    int dropped;
    /** Pings of the server that were answered, and answers to pings of ours. */
    int pinged;
    int ponged;
    /** Requests that came in for receivers, repeats included. */
    int delivered;

    void clear() {
        roundTrips.clear();
        answers.clear();
        sent = 0;
        bytes = 0;
        challenged = 0;
        retransmitted = 0;
        lost = 0;
        dropped = 0;
        pinged = 0;
        ponged = 0;
        delivered = 0;
    }

    int answered(int status) {
        return answers.getOrDefault(status, 0);
    }

    @Override
    public String toString() {
        return "sent " + sent + " of " + bytes / Math.max(1, sent) + " bytes, answers " + answers + ", delivered " + delivered
                + ", challenged " + challenged
                + ", retransmitted " + retransmitted + ", lost " + lost
                + (dropped > 0 ? ", connections dropped " + dropped : "");
    }
}
