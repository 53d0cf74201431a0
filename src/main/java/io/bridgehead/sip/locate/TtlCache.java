package io.bridgehead.sip.locate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Values for as long as they may be kept, and no more than so many; those not used for longest go first. Thread-safe. */
final class TtlCache<K, V> {

    /** Longer is not believed: a wrong answer must go away some day. */
    private static final long MAX_SECONDS = 86_400;
    private static final long SECOND = 1_000_000_000L;

    private record Held<V>(V value, long end) {
    }

    private final LongSupplier nanos;
    private final Map<K, Held<V>> entries;

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime} */
    TtlCache(int capacity, LongSupplier nanos) {
        this.nanos = nanos;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Held<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<V> get(K key) {
        Held<V> entry = entries.get(key);
        if (entry != null && entry.end() - nanos.getAsLong() <= 0) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(entry).map(Held::value);
    }

    /** Nothing is kept for 0 seconds. */
    synchronized void put(K key, V value, long seconds) {
        if (seconds > 0) {
            entries.put(key, new Held<>(value, nanos.getAsLong() + Math.min(seconds, MAX_SECONDS) * SECOND));
        }
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized boolean remove(K key) {
        return entries.remove(key) != null;
    }

    synchronized int size() {
        return entries.size();
    }
}
