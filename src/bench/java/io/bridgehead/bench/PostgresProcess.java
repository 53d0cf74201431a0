package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of our own with its standard settings, so with an fsync at each commit, on a free port of this machine. */
final class PostgresProcess implements AutoCloseable {

    /** Without a password. */
    static final String USER = "postgres";

    private static final int SECONDS = 60;

    private final Path directory;
    private final int port = Ports.free();

    PostgresProcess(Options options) {
        try {
            directory = Files.createTempDirectory(Path.of(options.text("data", System.getProperty("java.io.tmpdir"))), "pg");
            if (isRoot()) {
                run(List.of("chown", USER, directory.toString()));
            }
            owner("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
            owner("pg_ctl", "start", "-w", "-D", data(), "-l", directory.resolve("log").toString(), "-o",
                    "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1");
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url() + "?user=" + USER);
        return source;
    }

    /** The server's first process, parent of all others. */
    long pid() {
        try (Stream<String> lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    @Override
    public void close() {
        if (Files.exists(directory.resolve("data/postmaster.pid"))) {
            owner("pg_ctl", "stop", "-w", "-m", "fast", "-D", data());
        }
        if (Files.exists(directory)) {
            ProductProcess.delete(directory);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static void owner(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        command.add(program(program));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Debian keeps the programs out of the path, by version. */
    private static String program(String name) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(name)).filter(Files::isExecutable)
                    .map(Path::toString).max(String::compareTo).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL is not installed: src/bench/install", e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("Failed: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
