package io.bridgehead.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

import io.bridgehead.app.cli.CommandConfiguration;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.store.Database;
import io.bridgehead.store.Dialect;
import io.bridgehead.store.SqlAccountStore;
import io.bridgehead.store.SqlLogReadings;
import io.bridgehead.store.SqlMessageLog;
import io.smallrye.config.SmallRyeConfig;

/**
 * The database as the commands {@code account} and {@code log} open it: from the same configuration as the server, but without
 * starting one, also beside one that runs.
 */
final class CommandDatabase implements AutoCloseable {

    private final SmallRyeConfig config = CommandConfiguration.read();
    private Database database;

    Accounts accounts() {
        Domains domains = new Domains(text("bridgehead.domain"), List.of());
        return new Accounts(new SqlAccountStore(open()), domains.canonical(), Clock.systemUTC());
    }

    MessageLog messageLog() {
        return new SqlMessageLog(open(), Clock.systemUTC(), 1, Duration.ofDays(1));
    }

    LogReadings readings() {
        return new SqlLogReadings(open());
    }

    private Database open() {
        if (database == null) {
            boolean postgresql = "postgresql".equalsIgnoreCase(text("bridgehead.database"));
            database = new Database(postgresql ? postgresql() : sqlite(), postgresql ? Dialect.POSTGRESQL : Dialect.SQLITE,
                    ForkJoinPool.commonPool());
        }
        return database;
    }

    private DataSource sqlite() {
        Path file = Path.of(text("bridgehead.data-dir"), "bridgehead.db");
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no database at " + file.toAbsolutePath()
                    + ". Start the server once, or say where its data is with -Dbridgehead.data-dir=DIRECTORY");
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(text("quarkus.datasource.sqlite.jdbc.url"));
        return source;
    }

    private DataSource postgresql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(text("bridgehead.database.url"));
        source.setUser(text("bridgehead.database.username"));
        optional("bridgehead.database.password").ifPresent(source::setPassword);
        return source;
    }

    private String text(String key) {
        return config.getValue(key, String.class);
    }

    private Optional<String> optional(String key) {
        return config.getOptionalValue(key, String.class);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
