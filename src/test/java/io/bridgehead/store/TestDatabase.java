package io.bridgehead.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;

/** A migrated database with a pool as in production. Several {@link Database}s on it stand for several processes. */
public final class TestDatabase implements AutoCloseable {

    private static final String SQLITE = "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&jdbc.get_generated_keys=false";

    private final Dialect dialect;
    private final AgroalDataSource source;
    private final String url;
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final List<Database> opened = new ArrayList<>();

    TestDatabase(Dialect dialect, String url) {
        this.dialect = dialect;
        this.url = url;
        this.source = pool(url);
        flyway().load().migrate();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(source).locations("classpath:" + dialect.migrations());
    }

    /** Something done with a database of an earlier version. */
    interface Earlier {
        void run(Statement statement) throws SQLException;
    }

    /** Makes the database anew at an earlier version, fills it, and migrates it. */
    void migrateFrom(String version, Earlier filling) throws SQLException {
        flyway().cleanDisabled(false).load().clean();
        flyway().target(version).load().migrate();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            filling.run(statement);
        }
        flyway().load().migrate();
    }

    static TestDatabase sqlite() {
        try {
            return sqlite(Files.createTempDirectory("sqlite").resolve("test.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SQLite file at this place, migrated if it is new. */
    public static TestDatabase sqlite(Path file) {
        return new TestDatabase(Dialect.SQLITE, "jdbc:sqlite:" + file + SQLITE);
    }

    /** A new database of that server. */
    public static TestDatabase postgresql(PostgresServer server) {
        return new TestDatabase(Dialect.POSTGRESQL, server.createDatabase().getURL());
    }

    private static AgroalDataSource pool(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(
                    pool -> pool.maxSize(20).acquisitionTimeout(Duration.ofSeconds(5))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(url).principal(new NamePrincipal("postgres")))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    AgroalDataSource source() {
        return source;
    }

    /** How another process reaches the same database. */
    String url() {
        return url;
    }

    /** Another way to the same database. */
    public Database open() {
        return open(WriterSettings.STANDARD);
    }

    Database open(int queue) {
        return open(WriterSettings.STANDARD.withQueue(queue));
    }

    /** Another way to the same database, with a writer of other habits. */
    public Database open(WriterSettings settings) {
        Database database = new Database(source, dialect, callbacks, settings);
        opened.add(database);
        return database;
    }

    /** Another way to the same database, whose users are told by an executor of their own. */
    Database open(Executor told) {
        Database database = new Database(source, dialect, told);
        opened.add(database);
        return database;
    }

    @Override
    public void close() {
        opened.forEach(Database::close);
        callbacks.shutdown();
        source.close();
    }
}
