package io.bridgehead.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.sqlite.SQLiteDataSource;

import io.bridgehead.sip.auth.DigestAlgorithm;

/** Kamailio with the configuration of {@code src/bench/kamailio}: the yardstick. */
final class KamailioProcess implements Server {

    private static final Path CONFIGURATION = Path.of("src/bench/kamailio");
    private static final int STOP_SECONDS = 10;
    private static final String NAME = "Kamailio";

    private final Path directory;
    private final InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    private final InetSocketAddress webSocket = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
    private final PostgresProcess postgres;
    private final Process process;

    /**
     * Starts it.
     *
     * @param defines what the configuration's {@code ifdef} ask for
     * @param workers processes for UDP, and for TCP
     * @param postgres the database; {@code null} for SQLite
     */
    KamailioProcess(Options options, List<String> defines, int workers, PostgresProcess postgres) {
        this.postgres = postgres;
        try {
            directory = Files.createTempDirectory(Path.of(options.text("data", System.getProperty("java.io.tmpdir"))),
                    "kamailio");
            createDatabase();
            Path file = Files.writeString(directory.resolve("kamailio.cfg"), configuration(workers));
            List<String> command = new ArrayList<>(List.of("kamailio", "-DD", "-E", "-x", "fm", "-X", "fm", "-m", "3000",
                    "-M", "32", "-b", "4194304", "-Y", directory.toString(), "-f", file.toString()));
            defines.forEach(define -> command.addAll(List.of("-A", define)));
            if (postgres != null) {
                command.addAll(List.of("-A", "WITH_POSTGRES"));
            }
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the installed program says of itself. */
    static String version() {
        try {
            Process asked = new ProcessBuilder("kamailio", "-v").redirectErrorStream(true).start();
            try (BufferedReader lines = asked.inputReader()) {
                return lines.readLine();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Kamailio is not installed: src/bench/install", e);
        }
    }

    private String configuration(int workers) throws IOException {
        String text = Files.readString(CONFIGURATION.resolve("kamailio.cfg"));
        Map<String, Object> values = Map.of("PORT", sip.getPort(), "WS_PORT", webSocket.getPort(), "DIRECTORY", directory,
                "WORKERS", workers, "DOMAIN", DOMAIN, "POSTGRES", postgres == null ? ""
                        : "postgres://" + PostgresProcess.USER + ":-@127.0.0.1:" + postgres.port() + "/postgres");
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return text;
    }

    private void createDatabase() throws IOException {
        String script = Files.readString(CONFIGURATION.resolve("tables.sql")).replaceAll("(?m)^--.*$", "");
        try (Connection connection = database().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : script.strip().split(";\\s*")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No database for Kamailio", e);
        }
    }

    @Override
    public void addAccounts(List<String> users) {
        try (Connection connection = database().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO subscriber VALUES (?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (String user : users) {
                insert.setString(1, user);
                insert.setString(2, DOMAIN);
                insert.setString(3, DigestAlgorithm.MD5.ha1(user, DOMAIN, SipUser.password(user)));
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("No accounts for Kamailio", e);
        }
    }

    private DataSource database() {
        if (postgres != null) {
            return postgres.source();
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("kamailio.db") + "?journal_mode=WAL");
        return source;
    }

    private Path output() {
        return directory.resolve("output");
    }

    private void awaitReady() throws IOException {
        // It says nothing when it is ready; a connection is taken once the TCP workers run.
        for (int attempt = 0;; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(webSocket);
                Pause.millis(500);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || attempt == 100) {
                    process.destroyForcibly();
                    throw new IllegalStateException("Kamailio did not start:\n" + Files.readString(output()), notYet);
                }
                Pause.millis(100);
            }
        }
    }

    @Override
    public String name() {
        return NAME;
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
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong liveHeap() {
        return OptionalLong.empty();
    }

    @Override
    public long logged() {
        return Sql.count(database(), "acc");
    }

    @Override
    public List<String> complaints() {
        return Complaints.in(output());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            ProductProcess.delete(directory);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
