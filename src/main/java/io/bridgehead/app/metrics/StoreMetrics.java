package io.bridgehead.app.metrics;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.bridgehead.store.Database;
import io.bridgehead.store.WriteObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the group commit does: how much each transaction holds, how long it takes, what waits, what was refused. */
@ApplicationScoped
public class StoreMetrics {

    private static final String PREFIX = "bridgehead.store.";
    private static final double[] SIZES = { 1, 2, 5, 10, 20, 50, 100, 200, 500 };
    private static final double MOST_UNITS = 500;

    private final MeterRegistry registry;

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Measures a database from now on; for the only one of the process. */
    public void watch(Database database) {
        DistributionSummary batch = DistributionSummary.builder(PREFIX + "batch")
                .description("Messages, notes and changes committed by one transaction").serviceLevelObjectives(SIZES)
                .maximumExpectedValue(MOST_UNITS).register(registry);
        Timer commit = Timer.builder(PREFIX + "commit").description("From the beginning of a transaction until it is durable")
                .publishPercentileHistogram().register(registry);
        Counter refused = Counter.builder(PREFIX + "refused").description("Work not taken because too much waited")
                .register(registry);
        Counter failed = Counter.builder(PREFIX + "failed").description("Work lost because the database was unavailable")
                .register(registry);
        Gauge.builder(PREFIX + "queue", database, Database::queued).description("Work that waits").register(registry);
        Gauge.builder(PREFIX + "queue.bytes", database, Database::queuedBytes).description("Memory of work that waits")
                .register(registry);
        database.observe(new WriteObserver() {
            @Override
            public void committed(int units, long nanos) {
                batch.record(units);
                commit.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void refused() {
                refused.increment();
            }

            @Override
            public void failed(int units) {
                failed.increment(units);
            }
        });
    }
}
