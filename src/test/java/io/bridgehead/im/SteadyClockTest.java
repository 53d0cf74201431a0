package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.bridgehead.store.DatabaseTest;
import io.bridgehead.store.SqlLocationStore;
import io.bridgehead.store.TestDatabase;
import io.bridgehead.test.Threat;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final SteadyClock clock = new SteadyClock(new InstantSource() {
        @Override
        public Instant instant() {
            return wall.get();
        }
    }, nanos::get);

    @Test
    void countsOnWhateverTheWallClockSays() {
        wall.set(START.minusSeconds(3600));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(2));
        assertThat(clock.withZone(clock.getZone()).millis()).isEqualTo(START.plusSeconds(2).toEpochMilli());
    }

    @DatabaseTest
    @Threat(29)
    void aClockSetByAnHourEndsNoRegistration(TestDatabase test) {
        Registrar registrar = new Registrar(new SqlLocationStore(test.open(), "one", null), clock, RegistrarSettings.STANDARD);
        registrar.start();
        registrar.register(new Registration("alice@example.com", "call", 1, List.of("<sip:alice@192.0.2.1>"), "600", "flow",
                true, List.of(), null));

        for (long jump : new long[] { 3600, -3600 }) {
            wall.set(START.plusSeconds(jump));
            registrar.sweep();
            assertThat(registrar.bindings("alice@example.com")).hasSize(1);
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(600));
        assertThat(registrar.bindings("alice@example.com")).isEmpty();
    }
}
