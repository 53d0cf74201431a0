package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged product as a process of its own, started as an operator would: the runnable jar, or the native executable. It
 * keeps its data and its ports over a restart. As a static {@code @RegisterExtension} one product serves all tests of a
 * class.
 */
public final class Product implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    /** The SIP domain of the accounts. */
    public static final String DOMAIN = "bridgehead.local";

    private static final int START_SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int sipPort = Ports.free();
    private final int httpPort = Ports.free();
    private Path directory;
    private RunningProcess process;
    private String earlierLog = "";

    private Product() {
        set("quarkus.http.host", "127.0.0.1");
        set("quarkus.http.port", httpPort);
        set("bridgehead.domain", DOMAIN);
        set("bridgehead.sip.host", "127.0.0.1");
        set("bridgehead.sip.port", sipPort);
        set("bridgehead.bridge.embedded.sip-port", Ports.free());
        set("bridgehead.demo.accounts", true);
    }

    /** All roles in one process, SQLite, the demo accounts alice, bob, carol and dave with the password {@code demo}. */
    public static Product withDemoAccounts() {
        return new Product();
    }

    /** Sets or replaces a configuration property; takes effect at the next start. */
    public Product set(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    /** Keeps its data in a folder of the caller's, which is emptied at the end. */
    public Product dataIn(Path folder) {
        directory = folder;
        return set("bridgehead.data-dir", folder);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        keepLog(context.getRequiredTestClass().getSimpleName());
        close();
    }

    /** Starts the process and waits until it says that it is ready. */
    public Product start() {
        prepare();
        process = RunningProcess.start(command(List.of()));
        try {
            Awaitility.await("readiness").atMost(START_SECONDS, TimeUnit.SECONDS).pollInterval(100, TimeUnit.MILLISECONDS)
                    .until(() -> process.ended() || ready());
        } catch (RuntimeException e) {
            throw new AssertionError("The product did not become ready:\n" + log(), e);
        }
        if (process.ended()) {
            throw new AssertionError("The product ended while starting:\n" + log());
        }
        return this;
    }

    /** Starts a process that cannot run and ends by itself; gives its exit code and what it printed. */
    public FailedStart failToStart() {
        prepare();
        try (RunningProcess failing = RunningProcess.start(command(List.of()))) {
            return new FailedStart(failing.exitCode(START_SECONDS), failing.lines());
        }
    }

    /** How a start ended that failed. */
    public record FailedStart(int exitCode, List<String> lines) {
    }

    /** Where it keeps its data, once it has been started. */
    public Path dataDirectory() {
        return directory;
    }

    /** Ends the process without any warning to it. */
    public void kill9() {
        process.kill9();
    }

    /** Stops the process where it is, as a machine does that runs out of breath, until {@link #proceed}. */
    public void pause() {
        process.signal("STOP");
    }

    /** Lets a paused process go on. */
    public void proceed() {
        process.signal("CONT");
    }

    /** The embedded database, beside the running process. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("bridgehead.db") + "?busy_timeout=10000");
    }

    /** How many rows a table of the embedded database has; a condition may follow its name. */
    public long rows(String table) {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process as an operator does and waits for it. */
    public void stop() {
        process.close();
    }

    /** Starts again, with the same data and ports, after {@link #stop} or {@link #kill9}. */
    public void restart() {
        earlierLog = log();
        start();
    }

    /** Everything the product printed, earlier starts included. */
    public String log() {
        return earlierLog + String.join("\n", process.lines()) + "\n";
    }

    /** Runs a command of the product beside the running one, on the same data, and gives the lines it printed. */
    public List<String> run(String... arguments) {
        try (RunningProcess command = RunningProcess.start(command(List.of(arguments)))) {
            if (command.exitCode(START_SECONDS) != 0) {
                throw new AssertionError(String.join(" ", arguments) + " failed:\n" + String.join("\n", command.lines()));
            }
            return command.lines();
        }
    }

    /** Where it keeps its data, once started. */
    public Path data() {
        return directory;
    }

    /** Where clients and telephones send SIP over UDP and TCP. */
    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
    }

    /** The UDP port of the bridge, to which a trunk brings calls. */
    public int bridgePort() {
        return Integer.parseInt(settings.get("bridgehead.bridge.embedded.sip-port"));
    }

    /** Where browsers connect. */
    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + httpPort + "/sip");
    }

    /** An address of the HTTP server. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** The body of the answer to an HTTP GET. */
    public String get(String path) {
        try {
            return HTTP
                    .send(HttpRequest.newBuilder(http(path)).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The address of an account. */
    public static String address(String user) {
        return "sip:" + user + "@" + DOMAIN;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        if (directory != null) {
            deleteDirectory();
        }
    }

    /** The command line that runs the product with some arguments: system properties stand before {@code -jar}. */
    public static List<String> commandLine(Map<String, String> settings, List<String> arguments) {
        String product = System.getProperty("bridgehead.test.product", "target/quarkus-app/quarkus-run.jar");
        boolean jar = product.endsWith(".jar");
        List<String> command = new ArrayList<>();
        command.add(jar ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : product);
        if (jar) {
            // Tests start many short processes: the quick compiler alone makes them start sooner.
            command.add("-XX:TieredStopAtLevel=1");
        }
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (jar) {
            command.add("-jar");
            command.add(product);
        }
        command.addAll(arguments);
        return command;
    }

    private void prepare() {
        if (directory == null) {
            directory = createDirectory();
            set("bridgehead.data-dir", directory);
        }
    }

    private ProcessBuilder command(List<String> arguments) {
        return new ProcessBuilder(commandLine(settings, arguments));
    }

    private boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(http("/q/health/ready")).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path createDirectory() {
        try {
            return Files.createTempDirectory("bridgehead");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepLog(String name) throws IOException {
        if (process != null) {
            Path logs = Files.createDirectories(Path.of("target", "e2e"));
            Files.writeString(logs.resolve(name + ".log"), log());
        }
    }

    private void deleteDirectory() {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
