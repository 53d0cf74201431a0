package io.bridgehead.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.store.Database;
import io.bridgehead.store.Dialect;
import io.bridgehead.store.SqlAccountStore;

/** The packaged product as a process of its own, with its own ports, database and data directory. */
final class ProductProcess implements Server {

    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 15;
    private static final int LAST_LINES = 40;
    /** HTTP answers before the routes run. */
    private static final String LAST_LINE = "(camel-1) started in";

    private final Path data;
    private final Path output;
    private final InetSocketAddress sip;
    /** SIP over WebSocket is spoken at the HTTP port, as browsers find it. */
    private final InetSocketAddress webSocket;
    private final PostgresProcess postgres;
    private final boolean jvm;
    private final List<String> command;
    private final URI health;
    private Process process;
    private JvmProbe probe;

    /** Starts the product with all roles and SQLite, and waits until it is ready. */
    ProductProcess(Options options) {
        this(options, List.of(), null);
    }

    /**
     * Starts the product and waits until it is ready.
     *
     * @param settings configuration, as {@code key=value}
     * @param postgres the database; {@code null} for SQLite
     */
    ProductProcess(Options options, List<String> settings, PostgresProcess postgres) {
        this.postgres = postgres;
        String product = options.text("product", "target/quarkus-app/quarkus-run.jar");
        this.jvm = product.endsWith(".jar");
        try {
            data = Files.createTempDirectory(Path.of(options.text("data", System.getProperty("java.io.tmpdir"))), "bench");
            output = data.resolve("output");
            int http = Ports.free();
            sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
            webSocket = new InetSocketAddress(InetAddress.getLoopbackAddress(), http);
            command = command(product, options, settings, http);
            health = URI.create("http://127.0.0.1:" + http + "/q/health/ready");
            start();
            // A measurement that is broken off leaves no product behind.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        awaitReady();
    }

    /** Stops the product and starts it again with the same ports and the same database. */
    void restart() {
        stop();
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "Bridgehead " + (jvm ? "(JVM)" : "(native)");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress address(Transport transport) {
        return transport == Transport.WS ? webSocket : sip;
    }

    @Override
    public OptionalLong databasePid() {
        return postgres == null ? OptionalLong.empty() : OptionalLong.of(postgres.pid());
    }

    @Override
    public OptionalLong allocated() {
        return jvm ? OptionalLong.of(probe().allocated()) : OptionalLong.empty();
    }

    @Override
    public OptionalLong liveHeap() {
        return jvm ? OptionalLong.of(probe().liveHeap()) : OptionalLong.empty();
    }

    private JvmProbe probe() {
        if (probe == null) {
            probe = new JvmProbe(pid());
        }
        return probe;
    }

    @Override
    public void addAccounts(List<String> users) {
        DataSource source = source();
        Dialect dialect = postgres == null ? Dialect.SQLITE : Dialect.POSTGRESQL;
        // The product does so when it first needs its database.
        Flyway.configure().dataSource(source).locations("classpath:" + dialect.migrations()).load().migrate();
        try (Database database = new Database(source, dialect, Runnable::run)) {
            Accounts accounts = new Accounts(new SqlAccountStore(database), DOMAIN, Clock.systemUTC());
            users.forEach(user -> accounts.add(user, user, SipUser.password(user), Account.Role.USER));
        }
    }

    /** Not synchronous: thousands of accounts come faster without waiting for the disk at each. */
    private DataSource source() {
        if (postgres != null) {
            return postgres.source();
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("bridgehead.db") + "?journal_mode=WAL&synchronous=OFF&busy_timeout=5000");
        return source;
    }

    private String lastLines() {
        List<String> lines = output().lines().filter(line -> !line.contains("io.sma.health")).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** What the product printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long logged() {
        return Sql.count(source(), "message");
    }

    @Override
    public List<String> complaints() {
        return Complaints.in(output);
    }

    private void stop() {
        if (probe != null) {
            probe.close();
            probe = null;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        delete(data);
    }

    private List<String> command(String product, Options options, List<String> settings, int http) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jvm ? options.text("java", Path.of(System.getProperty("java.home"), "bin", "java").toString())
                : new File(product).getAbsolutePath());
        command.addAll(jvm ? options.all("jvm") : List.of());
        for (String setting : List.of("quarkus.http.host=127.0.0.1", "quarkus.http.port=" + http, "bridgehead.domain=" + DOMAIN,
                "bridgehead.sip.host=127.0.0.1", "bridgehead.sip.port=" + sip.getPort(),
                "bridgehead.bridge.embedded.sip-port=" + Ports.free(),
                "bridgehead.data-dir=" + data,
                // A few users send what thousands would.
                "bridgehead.limits.messages-per-minute=0")) {
            command.add("-D" + setting);
        }
        if (postgres != null) {
            command.addAll(List.of("-Dbridgehead.database=postgresql", "-Dbridgehead.database.url=" + postgres.url(),
                    "-Dbridgehead.database.username=" + PostgresProcess.USER, "-Dbridgehead.database.password=-"));
        }
        settings.forEach(setting -> command.add("-D" + setting));
        options.all("set").forEach(setting -> command.add("-D" + setting));
        if (jvm) {
            command.add("-jar");
            command.add(product);
        }
        return command;
    }

    private void awaitReady() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready(client)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The product did not become ready:\n" + lastLines());
            }
            Pause.millis(100);
        }
    }

    private boolean ready(HttpClient client) {
        try {
            return client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding()).statusCode() == 200
                    && output().contains(LAST_LINE);
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
