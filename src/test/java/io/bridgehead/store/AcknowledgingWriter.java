package io.bridgehead.store;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

import io.bridgehead.messagelog.LogEntry;

/** A process that logs messages by several threads and says of each when it is accepted, until it is killed. */
public final class AcknowledgingWriter {

    private static final int THREADS = 16;

    private AcknowledgingWriter() {
    }

    /** @param arguments dialect, URL, name of this run */
    public static void main(String[] arguments) {
        TestDatabase test = new TestDatabase(Dialect.valueOf(arguments[0]), arguments[1]);
        SqlMessageLog log = new SqlMessageLog(test.open(), Clock.systemUTC(), 10, Duration.ofDays(1));
        for (int t = 0; t < THREADS; t++) {
            String prefix = arguments[2] + "-" + t + "-";
            new Thread(() -> write(log, prefix, System.out)).start();
        }
    }

    private static void write(SqlMessageLog log, String prefix, PrintStream out) {
        for (int i = 0;; i++) {
            String callId = prefix + i;
            log.accept(LogEntry.sip("alice@example.com", "bob@example.com", callId, 1, new byte[1000]))
                    .toCompletableFuture().join();
            out.println(callId);
        }
    }
}
