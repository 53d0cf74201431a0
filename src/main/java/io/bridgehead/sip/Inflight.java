package io.bridgehead.sip;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The requests whose routes have not ended. Their number is bounded for the sake of memory; how many of them wait
 * for this process, and not for a peer, is bounded for each consumer, so that under overload those that are taken are
 * answered in time and the others at once.
 */
final class Inflight {

    private final int maxRequests;
    private final int maxBacklog;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger backlog = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    /** @param maxBacklog for each consumer, the others in total */
    Inflight(int maxRequests, int maxBacklog) {
        this.maxRequests = maxRequests;
        this.maxBacklog = maxBacklog;
    }

    /** The requests of one consumer. */
    final class Share {

        private final AtomicInteger waiting = new AtomicInteger();

        /** Counts a request in, or gives null if it is one too many; {@link Work#done()} counts it out. */
        Work begin() {
            if (waiting.get() >= maxBacklog || requests.get() >= maxRequests) {
                refused.increment();
                return null;
            }
            waiting.incrementAndGet();
            backlog.incrementAndGet();
            requests.incrementAndGet();
            return new Work(this);
        }
    }

    /** One request. Used by one thread at a time. */
    final class Work {

        private final Share share;
        private boolean waitsForUs = true;

        private Work(Share share) {
            this.share = share;
        }

        /** From now on the request waits for somebody else, for whom more threads or disks of ours would do nothing. */
        void waitsForPeer() {
            if (waitsForUs) {
                waitsForUs = false;
                share.waiting.decrementAndGet();
                backlog.decrementAndGet();
            }
        }

        void done() {
            waitsForPeer();
            requests.decrementAndGet();
        }
    }

    Share share() {
        return new Share();
    }

    int requests() {
        return requests.get();
    }

    int backlog() {
        return backlog.get();
    }

    long refused() {
        return refused.sum();
    }
}
