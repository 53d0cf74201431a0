package io.bridgehead.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The audio of many telephones: {@code src/bench/mixing/telephones.c} as a process of its own, so that packets are timed by the
 * kernel and no garbage collection of ours delays them.
 */
final class AudioLoad implements AutoCloseable {

    private static final Path SOURCES = Path.of("src/bench/mixing");
    private static final Path PROGRAMS = Path.of("target/bench");
    static final int FIRST_PORT = 12000;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;

    AudioLoad(int telephones, int perConference) {
        process = start("telephones", telephones, perConference, FIRST_PORT);
        answers = process.inputReader();
        commands = new PrintWriter(process.outputWriter(), true);
        expect("ready");
    }

    /** Starts a program of {@code src/bench/mixing}, built anew if its source has changed. */
    static Process start(String name, Object... arguments) {
        try {
            Path source = SOURCES.resolve(name + ".c");
            Path program = PROGRAMS.resolve(name);
            if (!Files.exists(program) || Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) < 0) {
                Files.createDirectories(PROGRAMS);
                run("cc", "-O2", "-o", program.toString(), source.toString(), "-lm");
            }
            List<String> command = new ArrayList<>(List.of(program.toString()));
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            Process started = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("Failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The port at which a telephone hears. */
    static int port(int telephone) {
        return FIRST_PORT + 2 * telephone;
    }

    /** Lets a telephone send there from now on. */
    void to(int telephone, String address, int port) {
        commands.println("to " + telephone + " " + address + " " + port);
    }

    /**
     * Measures for some seconds.
     *
     * @param talkers how many of each conference talk
     * @param begin called when it begins, {@code end} when it ends
     * @return the figures by their names
     */
    Map<String, Double> measure(int talkers, int seconds, Runnable begin, Runnable end) {
        commands.println("measure " + talkers + " " + seconds);
        expect("begin");
        begin.run();
        expect("end");
        end.run();
        Map<String, Double> figures = new TreeMap<>();
        for (String figure : line().split(" ")) {
            int equals = figure.indexOf('=');
            figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
        }
        return figures;
    }

    private void expect(String word) {
        String line = line();
        if (!word.equals(line)) {
            throw new IllegalStateException("The telephones said " + line + " instead of " + word);
        }
    }

    private String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
