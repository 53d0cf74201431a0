package io.bridgehead.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.postgresql.ds.PGSimpleDataSource;

import io.bridgehead.test.Ports;

/** A PostgreSQL server of our own in a temporary folder, on a free port of 127.0.0.1. */
public final class PostgresServer implements AutoCloseable {

    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final int port;

    private final boolean durable;

    private PostgresServer(Path folder, int port, boolean durable) {
        this.folder = folder;
        this.port = port;
        this.durable = durable;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(BIN.resolve("initdb"));
    }

    /** Starts it without waiting for the disk; ends by {@link #close} or with this process. */
    public static PostgresServer start() {
        return start(false);
    }

    /** Starts it as in production: what it has committed is on the disk. */
    public static PostgresServer startDurable() {
        return start(true);
    }

    private static PostgresServer start(boolean durable) {
        try {
            int port = Ports.free();
            Path folder = Files.createTempDirectory("pg");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            PostgresServer server = new PostgresServer(folder, port, durable);
            server.runAsOwner("initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8",
                    "--locale=C", "-N");
            server.up();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void up() {
        runAsOwner("pg_ctl", "start", "-w", "-t", "60", "-D", data(), "-l", folder.resolve("log").toString(), "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=" + (durable ? "on" : "off")
                        + " -c max_connections=200");
    }

    /** Stops as an operator in a hurry does: open connections are cut. */
    public void down() {
        runAsOwner("pg_ctl", "stop", "-w", "-m", "fast", "-D", data());
    }

    /** Makes a new, empty database; returns how to reach it. */
    public PGSimpleDataSource createDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = source("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source(name);
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?user=postgres&connectTimeout=5&socketTimeout=20");
        return source;
    }

    /** The process whose children do all work. */
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    @Override
    public void close() {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            runAsOwner("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
        }
        run(List.of("rm", "-rf", folder.toString()));
    }

    private void runAsOwner(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.add(BIN.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("Failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
