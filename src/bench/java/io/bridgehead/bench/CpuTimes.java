package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU times at one moment, in seconds, as the kernel counts them in {@code /proc}: of a process with its children, of its
 * living threads by name, of this process and of the whole machine.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param user spent in user mode by the process and its children, all threads, ended ones included
 * @param system spent in the kernel for them
 * @param threads by the thread's name without its number
 * @param own what this process, the load generator, spent
 * @param machine what everybody spent
 */
record CpuTimes(long nanos, double user, double system, Map<String, Double> threads, double own, double machine) {

    /** What the kernel calls USER_HZ; 100 on every platform that Java runs on. */
    private static final double TICKS = 100;
    private static final double NANOS = 1e9;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    static CpuTimes of(long pid) {
        double user = 0;
        double system = 0;
        Map<String, Double> threads = new TreeMap<>();
        for (long each : processes(pid)) {
            String[] stat = stat(Path.of("/proc", Long.toString(each), "stat"));
            user += Long.parseLong(stat[UTIME]) / TICKS;
            system += Long.parseLong(stat[STIME]) / TICKS;
            addThreads(each, threads);
        }
        String[] own = stat(Path.of("/proc/self/stat"));
        return new CpuTimes(System.nanoTime(), user, system, threads,
                (Long.parseLong(own[UTIME]) + Long.parseLong(own[STIME])) / TICKS, machineTime());
    }

    /** The differences to an earlier moment; {@code nanos} is then the time between the two. */
    CpuTimes since(CpuTimes earlier) {
        Map<String, Double> used = new HashMap<>();
        threads.forEach((name, time) -> used.put(name, time - earlier.threads.getOrDefault(name, 0.0)));
        return new CpuTimes(nanos - earlier.nanos, user - earlier.user, system - earlier.system, used, own - earlier.own,
                machine - earlier.machine);
    }

    double seconds() {
        return nanos / NANOS;
    }

    double total() {
        return user + system;
    }

    /** What the JVM's compilers spent; contained in {@link #total}. */
    double compiling() {
        return threads.entrySet().stream().filter(thread -> thread.getKey().matches("C[12] Compiler.*"))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    /** What neither the product nor the load generator spent: the disturbance by other processes. */
    double others() {
        return Math.max(0, machine - total() - own);
    }

    /** A process and all its descendants. */
    static List<Long> processes(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("No process " + pid));
        return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
    }

    private static void addThreads(long pid, Map<String, Double> times) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip().replaceAll("^[0-9 -]+|[-#]?[0-9]+$", "");
                    String spent = Files.readString(task.resolve("schedstat"));
                    times.merge(name, Long.parseLong(spent.substring(0, spent.indexOf(' '))) / NANOS, Double::sum);
                } catch (NoSuchFileException ended) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields after the command, which may contain anything. */
    private static String[] stat(Path file) {
        String text = read(file);
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    /** User, nice, system, interrupts and what a hypervisor took; not idle and waiting. */
    private static double machineTime() {
        String[] cpu = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split("\\s+");
        long ticks = 0;
        for (int field : new int[] { 1, 2, 3, 6, 7, 8 }) {
            ticks += Long.parseLong(cpu[field]);
        }
        return ticks / TICKS;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
