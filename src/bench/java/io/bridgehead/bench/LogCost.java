package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.store.Database;
import io.bridgehead.store.PostgresServer;
import io.bridgehead.store.SqlMessageLog;
import io.bridgehead.store.TestDatabase;

/**
 * CPU time of a message in the log: its row, durable before the answer, and the later note that it was delivered. First in
 * batches of fixed sizes, then at rates, where the batches are what comes together.
 */
final class LogCost {

    private static final int BYTES = 950;
    private static final int SENDERS = 100;
    private static final int NANOS_PER_MICRO = 1000;

    private final Options options;
    private final Report report;
    private final Random random = new Random(1);
    private final boolean soap;
    private int next;

    LogCost(Options options, Report report) {
        this.options = options;
        this.report = report;
        this.soap = options.text("body", "soap").equals("soap");
    }

    void run() {
        if (options.text("database", "sqlite").equals("sqlite")) {
            Path folder = folder();
            try (TestDatabase test = TestDatabase.sqlite(folder.resolve("log.db"))) {
                measure(test, ProcessHandle.current().pid());
            }
        } else {
            try (PostgresServer server = PostgresServer.startDurable(); TestDatabase test = TestDatabase.postgresql(server)) {
                measure(test, server.pid());
            }
        }
    }

    private Path folder() {
        try {
            return Files.createTempDirectory(Path.of(options.text("data", System.getProperty("java.io.tmpdir"))), "log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(TestDatabase test, long serverPid) {
        Database database = test.open();
        SqlMessageLog log = new SqlMessageLog(database, Clock.systemUTC(), 1000, Duration.ofDays(7));
        report.line("%s, %d bytes a message, %s", test.dialect(), BYTES, soap ? "with conference and MessageID" : "plain");
        inBatches(database, log, 100, options.number("warmup", 10));
        report.line("Batches of a fixed size, closed loop:");
        for (String size : options.text("batches", "1,5,10,50,200,500").split(",")) {
            long committed = database.batches();
            CpuTimes before = CpuTimes.of(ProcessHandle.current().pid());
            CpuTimes server = CpuTimes.of(serverPid);
            int count = inBatches(database, log, Integer.parseInt(size), options.number("seconds", 5));
            print("batch " + size, count, CpuTimes.of(ProcessHandle.current().pid()).since(before),
                    CpuTimes.of(serverPid).since(server), database.batches() - committed);
        }
        report.line("Open loop:");
        for (String rate : options.text("rates", "1000,3000,5000").split(",")) {
            long committed = database.batches();
            CpuTimes before = CpuTimes.of(ProcessHandle.current().pid());
            CpuTimes server = CpuTimes.of(serverPid);
            long[] waits = atRate(log, Integer.parseInt(rate), options.number("seconds", 5));
            print(rate + "/s", waits.length, CpuTimes.of(ProcessHandle.current().pid()).since(before),
                    CpuTimes.of(serverPid).since(server), database.batches() - committed);
            Arrays.sort(waits);
            report.line("    durable after %,d µs (median), %,d (p99)", waits[waits.length / 2] / NANOS_PER_MICRO,
                    waits[waits.length * 99 / 100] / NANOS_PER_MICRO);
        }
    }

    private void print(String what, int count, CpuTimes used, CpuTimes server, long commits) {
        double writer = used.threads().getOrDefault("store-writer", 0.0);
        report.line("  %-10s %,8.0f messages/s  CPU µs per message: process %.1f (writer %.1f), server %.1f; %.1f a commit",
                what,
                count / used.seconds(), used.total() * 1e6 / count, writer * 1e6 / count, server.total() * 1e6 / count,
                (double) count / commits);
    }

    /** Writes the messages of a batch and the notes about those of the batch before together, again and again. */
    private int inBatches(Database database, SqlMessageLog log, int size, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int count = 0;
        List<CompletableFuture<Accepted>> written = new ArrayList<>();
        while (System.nanoTime() < end) {
            CountDownLatch gate = new CountDownLatch(1);
            database.write(session -> {
                await(gate);
                return null;
            });
            List<CompletableFuture<Accepted>> batch = new ArrayList<>();
            for (CompletableFuture<Accepted> earlier : written) {
                log.deliveredInPassing(earlier.join().id(), 200);
            }
            for (int i = 0; i < size; i++) {
                batch.add(log.accept(message()).toCompletableFuture());
            }
            gate.countDown();
            batch.forEach(CompletableFuture::join);
            count += size;
            written = batch;
        }
        return count;
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long each message waited until it was durable, in nanoseconds. */
    private long[] atRate(SqlMessageLog log, int rate, int seconds) {
        long[] waits = new long[rate * seconds];
        AtomicInteger left = new AtomicInteger(waits.length);
        CountDownLatch done = new CountDownLatch(1);
        long start = System.nanoTime();
        for (int i = 0; i < waits.length; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * i / rate;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            int number = i;
            long sent = System.nanoTime();
            log.accept(message()).thenAccept(accepted -> {
                waits[number] = System.nanoTime() - sent;
                log.deliveredInPassing(accepted.id(), 200);
                if (left.decrementAndGet() == 0) {
                    done.countDown();
                }
            });
        }
        await(done);
        return waits;
    }

    private LogEntry message() {
        byte[] raw = new byte[BYTES];
        random.nextBytes(raw);
        int number = next++;
        LogEntry entry = LogEntry.sip("a" + number % SENDERS + "@bench.example", "b" + number % SENDERS + "@bench.example",
                id() + "@127.0.0.1", number, raw).withContentType("application/soap+xml");
        return soap ? entry.withOperation("endConference", null).withMessageId("urn:uuid:" + id())
                .withConference("c" + number) : entry;
    }

    /** As random as clients make them, which is what an index feels. */
    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
