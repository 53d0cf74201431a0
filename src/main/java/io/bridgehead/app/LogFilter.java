package io.bridgehead.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/** Drops what Camel says of a start that failed, twice and with nested causes: {@link StartFailure} says it in one line. */
@LoggingFilter(name = "start-failures")
public final class StartFailureFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        String logger = record.getLoggerName();
        String message = record.getMessage();
        if (logger == null || message == null || !logger.startsWith("org.apache.camel.")) {
            return true;
        }
        return !message.startsWith("Error starting CamelContext") && !message.startsWith("Failed to start application");
    }
}
