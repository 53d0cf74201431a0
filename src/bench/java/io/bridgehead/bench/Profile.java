package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import one.profiler.AsyncProfilerLoader;

/**
 * Where the CPU time, or the memory, goes: async-profiler attached to the product during one more run, after all measured ones.
 */
final class Profile {

    private Profile() {
    }

    /** Whether there is to be a profile, by {@code --profile=cpu} or {@code --profile=alloc}. */
    static boolean isAskedFor(Options options) {
        return !event(options).isEmpty();
    }

    private static String event(Options options) {
        return options.text("profile", "");
    }

    /** Profiles a run if that is asked for; otherwise there is none. */
    static void take(Options options, long pid, Report report, Runnable run) {
        if (!isAskedFor(options)) {
            return;
        }
        String event = event(options);
        try {
            Path file = Files.createTempFile("bench", ".collapsed");
            // ctimer counts CPU time, kernel included, without the rights that perf events need.
            profiler(pid, "start", "-e", event.equals("cpu") ? "ctimer" : event, "-i", event.equals("cpu") ? "1ms" : "64k",
                    "-t");
            run.run();
            profiler(pid, "stop", "-o", "collapsed", "--total", "-f", file.toString());
            new ProfileSummary(Files.readAllLines(file), event).print(report);
            report.line("All stacks: %s", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void profiler(long pid, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(Long.toString(pid));
        AsyncProfilerLoader.executeProfiler(all.toArray(String[]::new));
    }
}
