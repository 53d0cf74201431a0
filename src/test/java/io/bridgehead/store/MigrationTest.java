package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;

class MigrationTest {

    @DatabaseTest
    void keepsTheMessagesOfEarlierVersionsAndWhatBecameOfThem(TestDatabase test) throws SQLException {
        test.migrateFrom("2", statement -> {
            insert(statement, test.dialect(), "delivered", "'DELIVERED', 1777636800000002, 200");
            insert(statement, test.dialect(), "waiting", "'KEPT', NULL, NULL");
            insert(statement, test.dialect(), "refused", "'FAILED', 1777636800000002, 404");
            insert(statement, test.dialect(), "half", "'ACCEPTED', NULL, NULL");
        });
        SqlMessageLog log = new SqlMessageLog(test.open(), Clock.fixed(Instant.parse("2026-05-01T12:01:00Z"), ZoneOffset.UTC),
                10,
                Duration.ofDays(7));

        assertThat(one(log, "delivered").status()).isEqualTo(Status.DELIVERED);
        assertThat(one(log, "delivered").deliveredAt()).contains(Instant.parse("2026-05-01T12:00:00.000002Z"));
        assertThat(one(log, "refused").responseCode()).contains(404);
        assertThat(one(log, "half").status()).isEqualTo(Status.ACCEPTED);
        assertThat(log.keptFor("bob@example.com")).extracting(message -> message.entry().callId())
                .containsExactly("waiting");
    }

    @DatabaseTest
    void theOwnersOfEarlierConferencesStillSeeThem(TestDatabase test) throws SQLException {
        test.migrateFrom("6", statement -> {
            statement.execute(
                    "INSERT INTO conference (conference_id, version, owner, active) VALUES ('c1', 3, 'ann@example.org', TRUE)");
            statement.execute("INSERT INTO answered_command (message_id, user_name, conference_id, answer) VALUES ('m1', "
                    + "'ann@example.org', 'c1', '{\"conferenceId\":\"c1\",\"version\":3,\"participantIds\":[],\"replay\":false}')");
        });
        Database database = test.open();
        SqlConferenceRepository repository = new SqlConferenceRepository(database,
                new Outbox(database, Clock.systemUTC(), "one", Duration.ofMinutes(2)));

        assertThat(repository.visibleTo("ann@example.org", false, 10)).containsExactly("c1");
        assertThat(repository.answered("m1", "ann@example.org").orElseThrow().digest()).isNull();
    }

    private static LoggedMessage one(SqlMessageLog log, String callId) {
        return log.findByCallId(callId).get(0);
    }

    private static void insert(Statement statement, Dialect dialect, String callId, String outcome) throws SQLException {
        statement.execute("INSERT INTO message (accepted_at, hop, sender, receiver, call_id, cseq, raw, status, delivered_at, "
                + "response_code) VALUES (1777636800000001, 'SIP', 'alice@example.com', 'bob@example.com', '" + callId
                + "', 1, CAST('x' AS " + (dialect == Dialect.SQLITE ? "BLOB" : "BYTEA") + "), " + outcome + ")");
    }
}
