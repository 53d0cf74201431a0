package io.bridgehead.im;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Tells the time of the start plus what has passed since. When somebody sets the machine's clock, what lasts a while, such as
 * registrations and nonces, lasts neither shorter nor longer for it. Instants of different processes compare as well as the
 * machine's clock was right when each started.
 */
public final class SteadyClock extends Clock {

    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;
    private final ZoneId zone;

    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param wall is asked once
     * @param nanos counts on by nanoseconds whatever happens to the wall clock
     */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this(wall.instant(), nanos, nanos.getAsLong(), ZoneOffset.UTC);
    }

    private SteadyClock(Instant start, LongSupplier nanos, long startNanos, ZoneId zone) {
        this.start = start;
        this.nanos = nanos;
        this.startNanos = startNanos;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(start, nanos, startNanos, other);
    }
}
