package io.bridgehead.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

/** A child process whose lines are kept, awaited and written. */
public final class RunningProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 15;

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private RunningProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::readLines, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; its error output is read as its output. */
    public static RunningProcess start(ProcessBuilder command) {
        try {
            return new RunningProcess(command.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command.command()), e);
        }
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // A killed process closes its pipe under the reader: what was read until then stands.
        }
    }

    /** Sends a signal by its name, such as STOP. */
    void signal(String name) {
        try {
            if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The first line from a given one on that matches; fails with all lines when none came in time or the process ended. */
    public String await(int from, String what, Predicate<String> wanted, int seconds) {
        try {
            return Awaitility.await(what).atMost(seconds, TimeUnit.SECONDS).pollInterval(20, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        // Asked before the lines are read: a last line just before the end must not be missed.
                        boolean ended = ended();
                        String found = lines().stream().skip(from).filter(wanted).findFirst().orElse(null);
                        if (found == null && ended) {
                            throw new IllegalStateException("The process ended before: " + what);
                        }
                        return found;
                    }, found -> found != null);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + " did not come; the output was:\n" + String.join("\n", lines()), e);
        }
    }

    /** Writes a line to its input. */
    public void write(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has ended and all it printed was read. */
    public boolean ended() {
        return !process.isAlive() && !reader.isAlive();
    }

    /** Waits for its end; fails when it still runs after some seconds. */
    public int exitCode(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + seconds + " s:\n" + String.join("\n", lines()));
            }
            reader.join(TimeUnit.SECONDS.toMillis(seconds));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: no hook, no flush. */
    public void kill9() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        exitCode(GRACE_SECONDS);
    }

    /** SIGTERM, and SIGKILL for what does not obey. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                kill9();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
