package io.bridgehead.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Threat;

class LogFilterTest {

    private static final String FORGED = "2026-11-20 18:00:00,000 ERROR [bridgehead] (main) forged";

    private final LogFilter filter = new LogFilter();

    private String written(String format, Object... parameters) {
        return written(null, format, parameters);
    }

    private String written(Throwable thrown, String format, Object... parameters) {
        ExtLogRecord entry = new ExtLogRecord(Level.WARNING, format, ExtLogRecord.FormatStyle.PRINTF, "test");
        entry.setParameters(parameters);
        entry.setThrown(thrown);
        assertThat(filter.isLoggable(entry)).isTrue();
        return new PatternFormatter("%d %-5p [%c] (%t) %s%e%n").format(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\r\n", "\n", "\r", "\u001b[2J\u001b[1;1H", "\u0085", "\u2028", "\u2029", "\u0000", "\u009b31m",
            "\u202e", "\u200b" })
    @Threat(14)
    void aNameCannotWriteALineOfItsOwn(String trick) {
        String line = written("Request of user %s refused", "eve" + trick + FORGED);

        assertThat(line.lines()).hasSize(1);
        assertThat(line.stripTrailing().codePoints()).noneMatch(c -> Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029);
        assertThat(line).contains("refused", "eve\\");
    }

    @Test
    @Threat(14)
    void aLongNameIsCut() {
        assertThat(written("User %s", "x".repeat(10_000)).stripTrailing()).hasSizeLessThan(LogLine.LONGEST + 200)
                .endsWith("… (10005 characters)");
    }

    @Test
    @Threat(14)
    void anExceptionCannotWriteALineOfItsOwn() {
        RuntimeException inner = new IllegalArgumentException("no such user: eve\r\n" + FORGED);
        String text = written(new IllegalStateException("failed", inner), "A request failed");

        assertThat(text.lines()).noneMatch(line -> line.startsWith("2026-11-20 18:00:00,000"));
        assertThat(text).contains("IllegalStateException: failed", "no such user: eve\\r\\n", "LogFilterTest");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(written("Müller\t%s 日本 😀", "ok")).contains("Müller\tok 日本 😀");
        Throwable plain = new IllegalStateException("plain", new RuntimeException("cause"));
        assertThat(LoggedThrowable.of(plain)).isSameAs(plain);
        assertThat(LoggedThrowable.of(null)).isNull();
    }

    @Test
    void endsWhereCausesGoRound() {
        RuntimeException one = new RuntimeException("one\n");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);

        assertThat(written(one, "round")).contains("one\\n");
    }

    @Test
    void saysWhatToDoWhereQuarkusOnlySaysWhatFailed() {
        ExtLogRecord entry = new ExtLogRecord(Level.SEVERE, "Unable to bind to host: %s and port: %d.",
                ExtLogRecord.FormatStyle.PRINTF, "test");
        entry.setParameters(new Object[] { "192.0.2.77", 8080 });
        entry.setLoggerName("io.quarkus.runtime.Application");

        assertThat(filter.isLoggable(entry)).isTrue();
        assertThat(entry.getFormattedMessage())
                .startsWith("Unable to bind to host: 192.0.2.77 and port: 8080. Check that quarkus.http.host is an address");
    }

    @Test
    void dropsWhatCamelSaysOfAFailedStart() {
        ExtLogRecord entry = new ExtLogRecord(Level.SEVERE, "Error starting CamelContext (x)", "test");
        entry.setLoggerName("org.apache.camel.impl.engine.AbstractCamelContext");

        assertThat(filter.isLoggable(entry)).isFalse();
    }
}
