package io.bridgehead.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.LogReadings.Reading;

/**
 * Notes who reads the log at this machine before anything is shown. Whoever can run the command can open the database itself,
 * so a password would protect nothing here; what counts is that a reading leaves a trace under a name.
 */
final class LogReader {

    private final Supplier<LogReadings> readings;

    LogReader(Supplier<LogReadings> readings) {
        this.readings = readings;
    }

    /** Shows something, notes it and gives the number of messages. @param shown shows it and gives that number */
    long read(String subject, PrintWriter out, LongSupplier shown) {
        LogReadings noted = readings.get();
        long number = noted.begin(new Reading(Instant.now(), name(), "command line", subject, Reading.UNKNOWN));
        long rows = shown.getAsLong();
        out.flush();
        noted.end(number, rows);
        return rows;
    }

    /** The account at this machine: the person's own, also under sudo. */
    private static String name() {
        String own = System.getProperty("user.name");
        String before = System.getenv("SUDO_USER");
        return before == null || before.equals(own) ? own : before + " as " + own;
    }
}
