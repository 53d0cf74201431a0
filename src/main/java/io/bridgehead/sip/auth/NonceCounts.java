package io.bridgehead.sip.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.bridgehead.sip.auth.NonceIssuer.Nonce;

/**
 * The highest count seen of each nonce that has proved itself, in slices of issue time. When the memory is used up, the
 * oldest slice goes and everything issued up to then is stale from now on: a lost count can never be counted again.
 */
final class NonceCounts {

    enum Outcome {
        ACCEPTED,
        REPLAYED,
        STALE
    }

    private static final int SLICES = 16;

    private final long sliceLength;
    private final int capacity;
    private final ConcurrentSkipListMap<Long, Map<Long, Integer>> slices = new ConcurrentSkipListMap<>();
    private final AtomicInteger size = new AtomicInteger();
    /** Slices up to this one are forgotten and refused. */
    private final AtomicLong forgotten = new AtomicLong(Long.MIN_VALUE);

    NonceCounts(long lifetimeMillis, int capacity) {
        this.sliceLength = Math.max(1, lifetimeMillis / SLICES);
        this.capacity = capacity;
    }

    /** Takes the count if it is higher than all before; of several threads with the same count exactly one gets ACCEPTED. */
    Outcome take(Nonce nonce, int count) {
        long slice = Math.floorDiv(nonce.issuedAt(), sliceLength);
        // Everything that expires anyway goes first: a nonce is valid for SLICES slices, and one more for the rounding.
        forgetUpTo(slice - 3L * SLICES);
        if (slice <= forgotten.get()) {
            return Outcome.STALE;
        }
        boolean[] taken = new boolean[1];
        Map<Long, Integer> counts = slices.computeIfAbsent(slice, s -> new ConcurrentHashMap<>());
        counts.compute(nonce.id(), (id, highest) -> {
            taken[0] = highest == null || count > highest;
            if (highest == null) {
                size.incrementAndGet();
            }
            return taken[0] ? Integer.valueOf(count) : highest;
        });
        while (size.get() > capacity && !slices.isEmpty()) {
            forgetUpTo(slices.firstKey());
        }
        // Looked at again: the slice may have been dropped, and with it the count, while this thread wrote to it.
        if (slice <= forgotten.get()) {
            return Outcome.STALE;
        }
        return taken[0] ? Outcome.ACCEPTED : Outcome.REPLAYED;
    }

    int size() {
        return size.get();
    }

    private void forgetUpTo(long slice) {
        Map.Entry<Long, Map<Long, Integer>> oldest = slices.firstEntry();
        while (oldest != null && oldest.getKey() <= slice) {
            long key = oldest.getKey();
            forgotten.accumulateAndGet(key, Math::max);
            Map<Long, Integer> removed = slices.remove(key);
            if (removed != null) {
                size.addAndGet(-removed.size());
            }
            oldest = slices.firstEntry();
        }
    }
}
