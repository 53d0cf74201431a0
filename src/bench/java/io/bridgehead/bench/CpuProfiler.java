package io.bridgehead.bench;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation in JMH, of the one thread that runs the benchmark, which calls {@link #begin} and {@link #end} around
 * each iteration. Unlike the clock it stands still while others run, and it leaves the compiler's threads out.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String NANOS = "cpu.norm";
    private static volatile long nanos;

    static void begin() {
        nanos = -ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void end() {
        nanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Override
    public String getDescription() {
        return "CPU time per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // the benchmark's thread begins by itself
    }

    @Override
    public Collection<? extends Result> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        double each = (double) nanos / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(NANOS, each, "ns/op", AggregationPolicy.AVG));
    }
}
