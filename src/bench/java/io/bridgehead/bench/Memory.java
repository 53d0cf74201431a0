package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a process with its children, in MB.
 *
 * @param rss resident pages; what several processes share counts for each
 * @param pss the same, shared pages divided among those who share them
 */
record Memory(double rss, double pss) {

    private static final double KB_PER_MB = 1024;

    static Memory of(long pid) {
        double rss = 0;
        double pss = 0;
        for (long each : CpuTimes.processes(pid)) {
            List<String> lines = lines(Path.of("/proc", Long.toString(each), "smaps_rollup"));
            rss += megabytes(lines, "Rss:");
            pss += megabytes(lines, "Pss:");
        }
        return new Memory(rss, pss);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException ended) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double megabytes(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB).sum();
    }
}
