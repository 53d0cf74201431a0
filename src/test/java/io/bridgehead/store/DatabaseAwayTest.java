package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Threat;

class DatabaseAwayTest {

    @Test
    @Threat(27)
    void recoversWithoutRestartAfterPostgresqlWasAway() {
        Assumptions.assumeTrue(PostgresServer.isInstalled());
        try (PostgresServer server = PostgresServer.start(); TestDatabase test = TestDatabase.postgresql(server)) {
            Database database = test.open();
            Secrets secrets = new Secrets(database);
            secrets.getOrCreate("before", () -> new byte[] { 1 });
            server.down();

            assertThatThrownBy(() -> secrets.getOrCreate("meanwhile", () -> new byte[] { 2 }))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> database.write(session -> session.prepare("DELETE FROM secret").executeUpdate()).join())
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            server.up();

            await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                    .until(() -> secrets.getOrCreate("after", () -> new byte[] { 3 })[0] == 3);
            assertThat(secrets.getOrCreate("before", () -> new byte[] { 9 })).containsExactly(1);
        }
    }

    @Test
    void outlivesARestartOfPostgresqlWhileIdle() {
        Assumptions.assumeTrue(PostgresServer.isInstalled());
        try (PostgresServer server = PostgresServer.start(); TestDatabase test = TestDatabase.postgresql(server)) {
            Database database = test.open();
            Work<Integer> work = session -> session.prepare("DELETE FROM secret").executeUpdate();
            database.call(work);
            server.down();
            server.up();

            assertThat(database.call(work)).isZero();
        }
    }

    @Test
    void refusesWhileSqliteIsLockedByAnotherProcessAndRecovers() throws SQLException {
        try (TestDatabase test = TestDatabase.sqlite()) {
            Database database = test.open();
            Secrets secrets = new Secrets(database);
            try (Connection other = test.source().getConnection(); Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                assertThatThrownBy(() -> secrets.getOrCreate("meanwhile", () -> new byte[] { 1 }))
                        .isInstanceOf(StoreUnavailableException.class);
                statement.execute("ROLLBACK");
            }

            assertThat(secrets.getOrCreate("after", () -> new byte[] { 2 })).containsExactly(2);
        }
    }

    @Test
    @Threat(28)
    void refusesWhenTheDiskIsFullAndRecovers() {
        try (TestDatabase test = TestDatabase.sqlite()) {
            Database database = test.open();
            limitPages(database, "SELECT page_count FROM pragma_page_count()");
            Secrets secrets = new Secrets(database);

            assertThatThrownBy(() -> secrets.getOrCreate("large", () -> new byte[100_000]))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(database.<String> read(session -> {
                try (var row = session.prepare("PRAGMA integrity_check").executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            })).isEqualTo("ok");
            limitPages(database, "SELECT 1000000");

            assertThat(secrets.getOrCreate("large", () -> new byte[100_000])).hasSize(100_000);
        }
    }

    /** Lets the file grow to that many pages only, which SQLite reports as it does a full disk. */
    private static void limitPages(Database database, String count) {
        database.call(session -> {
            try (var row = session.prepare(count).executeQuery()) {
                row.next();
                session.prepare("PRAGMA max_page_count = " + row.getLong(1)).execute();
            }
            return null;
        });
    }
}
