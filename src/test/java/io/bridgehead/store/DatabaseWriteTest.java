package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;

class DatabaseWriteTest {

    private static final int THREADS = 50;
    private static final int EACH = 100;

    @DatabaseTest
    void commitsTheWorkOfManyThreadsInFewTransactions(TestDatabase test) throws Exception {
        Database database = test.open();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            String prefix = t + "-";
            running.add(threads.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    database.write(insert(prefix + i)).join();
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();

        assertThat(count(database)).isEqualTo(THREADS * EACH);
        assertThat(database.units()).isEqualTo(THREADS * EACH);
        assertThat(database.batches()).isLessThan(THREADS * EACH / 5);
    }

    @DatabaseTest
    void writesInPassingWithWhatComesNextAndInOrder(TestDatabase test) {
        Database database = test.open();
        database.call(insert("first"));
        long before = database.batches();
        for (int i = 0; i < EACH; i++) {
            database.writeInPassing(insert("passing-" + i));
            String earlier = "passing-" + i;
            assertThat(database.write(session -> {
                PreparedStatement select = session.prepare("SELECT 1 FROM secret WHERE name = ?");
                select.setString(1, earlier);
                return select.executeQuery().next();
            }).join()).isTrue();
        }

        assertThat(database.batches() - before).isLessThan(EACH * 3 / 2);
    }

    @DatabaseTest
    void writesInPassingSoonWhenNothingComes(TestDatabase test) {
        Database database = test.open();

        database.writeInPassing(insert("alone")).join();

        assertThat(count(database)).isEqualTo(1);
    }

    @DatabaseTest
    void failsOnlyTheUnitThatFails(TestDatabase test) {
        Database database = test.open();
        CountDownLatch queued = block(database);
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writes.add(i % 2 == 0 ? database.write(insert("name-" + i)) : database.writeGuarded(insert("name-" + i)));
        }
        CompletableFuture<Integer> twice = database.write(insert("name-3"));
        CompletableFuture<Integer> guardedTwice = database.writeGuarded(insert("name-4"));
        CompletableFuture<Integer> broken = database.write(session -> {
            session.prepare("INSERT INTO secret (name, value) VALUES ('half', 'done')").executeUpdate();
            throw new IllegalStateException("on purpose");
        });
        queued.countDown();

        assertThatThrownBy(twice::join).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(guardedTwice::join).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(broken::join).hasCauseInstanceOf(IllegalStateException.class);
        writes.forEach(CompletableFuture::join);
        assertThat(count(database)).isEqualTo(20);
    }

    @DatabaseTest
    void showsNoValuesWhenAStatementIsRefused(TestDatabase test) {
        Database database = test.open();
        database.call(insert("canary"));

        assertThatThrownBy(() -> database.call(insert("canary"))).isInstanceOf(StoreException.class).satisfies(e -> {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain("canary").contains("DatabaseWriteTest");
        });
    }

    @DatabaseTest
    void refusesMoreWorkThanItMayQueue(TestDatabase test) {
        Database database = test.open(10);
        CountDownLatch queued = block(database);
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            writes.add(database.write(insert("name-" + i)));
        }
        queued.countDown();

        assertThat(writes.subList(0, 10)).allSatisfy(write -> assertThat(write.join()).isOne());
        assertThat(writes.subList(10, 15)).allSatisfy(write -> assertThatThrownBy(write::join)
                .hasCauseInstanceOf(OverloadedException.class));
    }

    @DatabaseTest
    void refusesMoreBytesThanItMayQueue(TestDatabase test) {
        Database database = test.open(WriterSettings.STANDARD.withQueueBytes(10_000));
        CountDownLatch queued = block(database);
        SqlMessageLog log = new SqlMessageLog(database, Clock.systemUTC(), 1, Duration.ofDays(1));
        List<CompletableFuture<Accepted>> writes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writes.add(log.accept(LogEntry.of(Hop.BRIDGE_EVENT, "large", new byte[3000])).toCompletableFuture());
        }
        CompletableFuture<Void> note = log.deliveredInPassing(1, 200).toCompletableFuture();
        queued.countDown();

        assertThat(writes.subList(0, 2)).allSatisfy(write -> assertThat(write.join().id()).isPositive());
        assertThat(writes.subList(2, 4)).allSatisfy(write -> assertThatThrownBy(write::join)
                .hasCauseInstanceOf(OverloadedException.class));
        assertThat(note).as("what became of a message is still noted").succeedsWithin(Duration.ofSeconds(10));
    }

    @DatabaseTest
    void tellsEverybodyOfATransactionByOneTask(TestDatabase test) throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger tasks = new AtomicInteger();
        Database database = test.open(task -> {
            tasks.incrementAndGet();
            new Thread(task).start();
        });
        CountDownLatch queued = block(database);
        tasks.set(0);
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            writes.add(database.write(insert("name-" + i)).thenAccept(one -> threads.add(Thread.currentThread())));
        }
        queued.countDown();
        writes.forEach(CompletableFuture::join);

        assertThat(threads).hasSize(1);
        assertThat(tasks).hasValueLessThanOrEqualTo(2);
    }

    @DatabaseTest
    void tellsAnObserverOfTransactionsAndRefusals(TestDatabase test) {
        Database database = test.open(1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        database.observe(new WriteObserver() {
            @Override
            public void committed(int units, long nanos) {
                seen.add("committed " + units + (nanos > 0 ? "" : " in no time"));
            }

            @Override
            public void refused() {
                seen.add("refused");
            }

            @Override
            public void failed(int units) {
                seen.add("failed");
            }
        });
        CountDownLatch queued = block(database);
        CompletableFuture<Integer> first = database.write(insert("first"));
        CompletableFuture<Integer> second = database.write(insert("second"));
        queued.countDown();

        assertThat(first.join()).isOne();
        assertThatThrownBy(second::join).hasCauseInstanceOf(OverloadedException.class);
        assertThat(seen).containsExactly("refused", "committed 1", "committed 1");
    }

    @DatabaseTest
    void runsWhatFollowsAwayFromTheWriter(TestDatabase test) {
        Database database = test.open();
        CountDownLatch queued = block(database);
        CompletableFuture<Integer> second = database.write(insert("first"))
                .thenApply(one -> database.call(insert("second")));
        queued.countDown();

        assertThat(second.join()).isOne();
    }

    @DatabaseTest
    void letsAnotherProcessWriteBetweenItsOwnTransactions(TestDatabase test) {
        Database one = test.open();
        Database other = test.open();

        for (int i = 0; i < 20; i++) {
            assertThat(one.call(insert("one-" + i))).isOne();
            assertThat(other.call(insert("other-" + i))).isOne();
        }
    }

    @DatabaseTest
    void finishesWhatIsQueuedBeforeItCloses(TestDatabase test) {
        Database database = test.open();
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            writes.add(database.write(insert("name-" + i)));
        }
        database.close();

        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isOne());
        assertThatThrownBy(() -> database.write(insert("late")).join()).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    /** Keeps the writer busy until the latch is released, so that what follows is one batch. */
    private static CountDownLatch block(Database database) {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        database.write(session -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return null;
        });
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return release;
    }

    private static Work<Integer> insert(String name) {
        return session -> {
            PreparedStatement insert = session.prepare("INSERT INTO secret (name, value) VALUES (?, ?)");
            insert.setString(1, name);
            insert.setBytes(2, new byte[] { 1 });
            return insert.executeUpdate();
        };
    }

    private static int count(Database database) {
        return database.read(session -> {
            try (var row = session.prepare("SELECT COUNT(*) FROM secret").executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
