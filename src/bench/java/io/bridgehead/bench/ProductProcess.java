package io.bridgehead.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.sqlite.SQLiteDataSource;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.store.Database;
import io.bridgehead.store.Dialect;
import io.bridgehead.store.SqlAccountStore;

/** The packaged product as a process of its own: all roles, SQLite, its own ports and its own data directory. */
final class ProductProcess implements AutoCloseable {

    /** The SIP domain of the accounts. */
    static final String DOMAIN = "bridgehead.local";

    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 15;
    /** HTTP answers before the routes run. */
    private static final String LAST_LINE = "(camel-1) started in";

    private final Path data;
    private final Path output;
    private final InetSocketAddress sip;
    private final Process process;

    /** Starts the product and waits until it is ready. */
    ProductProcess(Options options) {
        try {
            data = Files.createTempDirectory(Path.of(options.text("data", System.getProperty("java.io.tmpdir"))), "bench");
            output = data.resolve("output");
            int http = freePort();
            sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
            process = new ProcessBuilder(command(options, http)).redirectErrorStream(true).redirectOutput(output.toFile())
                    .start();
            // A measurement that is broken off leaves no product behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitReady(URI.create("http://127.0.0.1:" + http + "/q/health/ready"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Where users send SIP over UDP and TCP. */
    InetSocketAddress sip() {
        return sip;
    }

    /** Gives each user an account, with {@link SipUser#password} as password. */
    void addAccounts(List<String> users) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + data.resolve("bridgehead.db") + "?journal_mode=WAL&busy_timeout=5000");
        try (Database database = new Database(source, Dialect.SQLITE, Runnable::run)) {
            Accounts accounts = new Accounts(new SqlAccountStore(database), DOMAIN, Clock.systemUTC());
            users.forEach(user -> accounts.add(user, user, SipUser.password(user), Account.Role.USER));
        }
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
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(Options options, int http) throws IOException {
        String product = options.text("product", "target/quarkus-app/quarkus-run.jar");
        boolean jar = product.endsWith(".jar");
        List<String> command = new ArrayList<>();
        command.add(jar ? options.text("java", Path.of(System.getProperty("java.home"), "bin", "java").toString())
                : new File(product).getAbsolutePath());
        command.addAll(options.all("jvm"));
        for (String setting : List.of("quarkus.http.host=127.0.0.1", "quarkus.http.port=" + http, "bridgehead.domain=" + DOMAIN,
                "bridgehead.sip.host=127.0.0.1", "bridgehead.sip.port=" + sip.getPort(),
                "bridgehead.sip.ws-port=" + freePort(), "bridgehead.bridge.embedded.sip-port=" + freePort(),
                "bridgehead.data-dir=" + data)) {
            command.add("-D" + setting);
        }
        options.all("set").forEach(setting -> command.add("-D" + setting));
        if (jar) {
            command.add("-jar");
            command.add(product);
        }
        return command;
    }

    private void awaitReady(URI health) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready(client, health)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The product did not become ready:\n" + output());
            }
            Pause.millis(100);
        }
    }

    private boolean ready(HttpClient client, URI health) {
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
