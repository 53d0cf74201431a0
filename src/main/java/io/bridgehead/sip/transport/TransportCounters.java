package io.bridgehead.sip.transport;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the transports counted. */
public final class TransportCounters {
    final LongAdder requests = new LongAdder();
    final LongAdder responses = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final AtomicInteger connections = new AtomicInteger();

    TransportCounters() {
    }

    /** Valid requests received. */
    public long requests() {
        return requests.sum();
    }

    /** Valid responses received. */
    public long responses() {
        return responses.sum();
    }

    /** What was thrown away without an answer. */
    public long malformed() {
        return malformed.sum();
    }

    /** Connections and requests refused by a limit. */
    public long refused() {
        return refused.sum();
    }

    /** Accepted connections open now. */
    public int connections() {
        return connections.get();
    }
}
