package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.test.Feature;

class LogRetentionTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final int BYTES = 4000;
    private static final int MESSAGES = 2000;

    private Database database;
    private SqlMessageLog log;

    @DatabaseTest
    @Feature("A192")
    void forgetsTheOldestUntilTheLogIsSmallEnoughButNotWhatWaits(TestDatabase test) {
        open(test, NOON.plusSeconds(3600));
        long waiting = accept("waiting", NOON);
        log.kept(waiting, Keeping.PLAIN).toCompletableFuture().join();
        fill(NOON);
        long most = MESSAGES * BYTES / 2;
        // A server counts its rows a moment later.
        Awaitility.await().until(() -> rows() >= MESSAGES);

        int forgotten = log.forget(NOON.minusSeconds(1), most);

        assertThat(forgotten).isBetween(MESSAGES / 4, MESSAGES * 4 / 5);
        assertThat(log.keptFor("bob@example.com")).hasSize(1);
        assertThat(log.findByCallId("call-0")).isEmpty();
        assertThat(log.findByCallId("call-" + (MESSAGES - 1))).hasSize(1);
    }

    @DatabaseTest
    void doesNotForgetForItsSizeWhatMayStillBeOnItsWay(TestDatabase test) {
        open(test, NOON.plusSeconds(60));
        fill(NOON);

        assertThat(log.forget(NOON.minusSeconds(1), 1)).isZero();
    }

    @DatabaseTest
    void takesNewMessagesWhileItForgets(TestDatabase test) {
        open(test, NOON.plusSeconds(3600));
        fill(NOON);
        accept("newest", NOON.plusSeconds(3600));
        CompletableFuture<Integer> forgetting = CompletableFuture
                .supplyAsync(() -> log.forget(NOON.plusSeconds(1), Long.MAX_VALUE));
        List<Long> meanwhile = IntStream.range(0, 50).mapToObj(i -> accept("meanwhile-" + i, NOON.plusSeconds(3600))).toList();

        assertThat(forgetting.join()).isEqualTo(MESSAGES);
        assertThat(meanwhile).doesNotHaveDuplicates().isSorted();
        assertThat(log.findByCallId("meanwhile-49")).hasSize(1);
    }

    /** As many as the retention sees. */
    private long rows() {
        return database.read(session -> {
            try (var row = session.prepare(session.dialect().logSize()).executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private void open(TestDatabase test, Instant now) {
        database = test.open();
        log = new SqlMessageLog(database, Clock.fixed(now, ZoneOffset.UTC), 10, Duration.ofHours(24));
    }

    private void fill(Instant time) {
        IntStream.range(0, MESSAGES).mapToObj(i -> log.accept(message("call-" + i, time)).toCompletableFuture()).toList()
                .forEach(CompletableFuture::join);
    }

    private long accept(String callId, Instant time) {
        return log.accept(message(callId, time)).toCompletableFuture().join().id();
    }

    private static LogEntry message(String callId, Instant time) {
        // Random, or PostgreSQL would compress it to next to nothing.
        byte[] raw = new byte[BYTES];
        new Random(callId.hashCode()).nextBytes(raw);
        return LogEntry.sip("alice@example.com", "bob@example.com", callId, 1, raw).withTime(time);
    }
}
