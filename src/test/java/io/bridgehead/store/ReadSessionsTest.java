package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class ReadSessionsTest {

    private static final String QUESTION = "SELECT COUNT(*) FROM conference";

    private static long count(Session session) throws SQLException {
        try (ResultSet row = session.prepare(QUESTION).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @DatabaseTest
    void aQuestionIsPreparedOnceForManyReaders(TestDatabase test) {
        Database database = test.open();

        Statement first = database.read(session -> session.prepare(QUESTION));
        assertThat(database.<Statement> read(session -> session.prepare(QUESTION))).isSameAs(first);
    }

    @DatabaseTest
    void aSessionOfAReadThatFailedIsNotUsedAgain(TestDatabase test) {
        Database database = test.open();
        Statement first = database.read(session -> session.prepare(QUESTION));

        assertThatThrownBy(() -> database.read(session -> session.prepare("SELECT nothing FROM nowhere").executeQuery()))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> database.read(session -> {
            throw new IllegalStateException("what is read makes no sense");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(database.<Statement> read(session -> session.prepare(QUESTION))).isNotSameAs(first);
        assertThat(database.<Long> read(ReadSessionsTest::count)).isZero();
    }

    @DatabaseTest
    void aReaderInAReaderHasASessionOfItsOwn(TestDatabase test) {
        Database database = test.open();

        assertThat(database.<Long> read(outer -> count(outer) + database.<Long> read(inner -> {
            assertThat(inner).isNotSameAs(outer);
            return count(inner);
        }))).isZero();
    }

    @DatabaseTest
    void aRestingSessionDoesNotKeepTheJournalFromShrinking(TestDatabase test) throws Exception {
        Database database = test.open();
        assertThat(database.<Long> read(ReadSessionsTest::count)).isZero();
        database.call(session -> session.prepare("INSERT INTO secret (name, value) VALUES ('a', 'b')").executeUpdate());
        if (test.dialect() != Dialect.SQLITE) {
            return;
        }
        try (Connection connection = test.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("busy")).isZero();
        }
    }
}
