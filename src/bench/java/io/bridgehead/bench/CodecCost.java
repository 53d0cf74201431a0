package io.bridgehead.bench;

import java.util.Collection;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link CodecBenchmark} under JMH in a Java of its own and prints CPU time and allocation of each case: the best
 * and the median of many short iterations, because other work on the machine only ever makes one slower.
 */
final class CodecCost {
    private static final int ITERATION_MILLIS = 200;
    private final Options options;

    CodecCost(Options options) {
        this.options = options;
    }

    void run() {
        ChainedOptionsBuilder builder = new OptionsBuilder().include(CodecBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class).addProfiler(CpuProfiler.class).forks(options.number("runs", 1))
                .warmupIterations(options.number("warmup", 4))
                .warmupTime(TimeValue.seconds(1)).measurementIterations(options.number("seconds", 4) * 1000 / ITERATION_MILLIS)
                .measurementTime(TimeValue.milliseconds(ITERATION_MILLIS)).verbosity(VerboseMode.SILENT);
        String java = options.text("java", null);
        if (java != null) {
            builder.jvm(java);
        }
        try {
            print(new Runner(builder.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("The benchmark did not run: " + e.getMessage(), e);
        }
    }

    private static void print(Collection<RunResult> results) {
        System.out.printf("%-24s %10s %10s %10s%n", "CPU ns, bytes a message", "best", "median", "bytes");
        for (RunResult result : results) {
            double[] times = result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream())
                    .mapToDouble(iteration -> iteration.getSecondaryResults().get(CpuProfiler.NANOS).getScore()).sorted()
                    .toArray();
            String name = result.getParams().getBenchmark();
            System.out.printf(Locale.ROOT, "%-24s %10.0f %10.0f %10.0f%n", name.substring(name.lastIndexOf('.') + 1), times[0],
                    times[times.length / 2], result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }
}
