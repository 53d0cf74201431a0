package io.bridgehead.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Looks at every record before it is written. What comes from the network cannot write a line of its own, see {@link LogLine};
 * and what Camel says of a start that failed, twice and with nested causes, is dropped: {@link StartFailure} says it in one
 * line.
 */
@LoggingFilter(name = "log")
public final class LogFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        if (isOfFailedStart(record)) {
            return false;
        }
        if (record instanceof ExtLogRecord extended) {
            explainStart(extended);
            String message = extended.getFormattedMessage();
            String line = LogLine.of(message);
            if (!line.equals(message)) {
                extended.setMessage(line, ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        record.setThrown(LoggedThrowable.of(record.getThrown()));
        return true;
    }

    /** A start may fail in Quarkus before anything of ours runs; it says so with the whole trace, or not what to do. */
    private static void explainStart(ExtLogRecord record) {
        if (!"io.quarkus.runtime.Application".equals(record.getLoggerName())) {
            return;
        }
        if (record.getMessage() != null && record.getMessage().startsWith("Unable to bind to host")) {
            record.setMessage(record.getFormattedMessage() + " " + StartFailure.CHECK_HTTP_ADDRESS,
                    ExtLogRecord.FormatStyle.NO_FORMAT);
        } else if (record.getThrown() != null) {
            StartFailure.known(record.getThrown()).ifPresent(words -> {
                record.setMessage(words, ExtLogRecord.FormatStyle.NO_FORMAT);
                record.setThrown(null);
            });
        }
    }

    private static boolean isOfFailedStart(LogRecord record) {
        String logger = record.getLoggerName();
        String message = record.getMessage();
        return logger != null && message != null && logger.startsWith("org.apache.camel.")
                && (message.startsWith("Error starting CamelContext") || message.startsWith("Failed to start application"));
    }
}
