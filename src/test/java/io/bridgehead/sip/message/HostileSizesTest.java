package io.bridgehead.sip.message;

import static io.bridgehead.sip.message.TestMessages.bytes;
import static io.bridgehead.sip.message.TestMessages.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** Sizes at their bounds, and what hostile counts may cost. */
@Threat(6)
class HostileSizesTest {
    private static final String HEAD = crlf("""
            OPTIONS sip:a@b SIP/2.0
            Via: SIP/2.0/UDP h;branch=z9hG4bK1
            From: <sip:a@b>;tag=1
            To: <sip:a@b>
            Call-ID: 1
            CSeq: 1 OPTIONS
            """);
    private static final int LINES = 5;
    private static final MessageLimits LIMITS = MessageLimits.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 1 })
    @Feature("A006")
    void readsAHeaderSectionUpToItsLimit(int over) {
        String filler = "X: " + "x".repeat(LIMITS.maxHeaderBytes() - HEAD.length() - "X: \r\n\r\n".length() + over)
                + "\r\n\r\n";
        assertThat(outcome(HEAD + filler)).isEqualTo(over <= 0 ? "pass" : "513");
        assertThat(outcome(HEAD + filler + "body")).isEqualTo(over <= 0 ? "pass" : "513");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 1 })
    @Feature("A006")
    void readsAMessageUpToItsLimit(int over) {
        String message = HEAD + "\r\n" + "x".repeat(LIMITS.maxMessageBytes() - HEAD.length() - 2 + over);
        assertThat(outcome(message)).isEqualTo(over <= 0 ? "pass" : "513");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 1 })
    @Feature("A006")
    void readsAsManyHeadersAsTheLimitSays(int over) {
        assertThat(outcome(HEAD + "X: y\r\n".repeat(LIMITS.maxHeaders() - LINES + over) + "\r\n"))
                .isEqualTo(over <= 0 ? "pass" : "513");
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 0, 1 })
    void countsTheValuesOfALineAndTheParametersOfAValue(int over) {
        String values = ", SIP/2.0/UDP h".repeat(ValueGrammar.MAX_VALUES - 1 + over);
        assertThat(outcome(HEAD.replace("branch=z9hG4bK1", "branch=z9hG4bK1" + values) + "\r\n"))
                .isEqualTo(over <= 0 ? "pass" : "400");
        StringBuilder params = new StringBuilder();
        IntStream.range(1, Grammar.MAX_PARAMS + over).forEach(i -> params.append(";p").append(i));
        String tagged = HEAD.replace(";tag=1", ";tag=1" + params) + "\r\n";
        assertThat(outcome(tagged)).isEqualTo(over <= 0 ? "pass" : "400");
        String uri = "sip:a@b;x=1" + params;
        assertThat(outcome(HEAD.replace("OPTIONS sip:a@b", "OPTIONS " + uri) + "\r\n")).isEqualTo(over <= 0 ? "pass" : "400");
    }

    static Stream<Arguments> hostile() {
        String room = "\r\n\r\n";
        return Stream.of(Arguments.of("commas in Via", HEAD.replace("Via: ", "Via: " + ",".repeat(7_500)) + "\r\n"),
                Arguments.of("values in Via", HEAD.replace("Via: ", "Via: " + "SIP/2.0/UDP a,".repeat(560)) + "\r\n"),
                Arguments.of("semicolons", HEAD.replace(";tag=1", ";".repeat(7_500)) + "\r\n"),
                Arguments.of("parameters", HEAD.replace(";tag=1", ";a".repeat(3_900)) + "\r\n"),
                Arguments.of("different parameters", HEAD.replace(";tag=1", numbered(1_300)) + "\r\n"),
                Arguments.of("parameters of the URI",
                        HEAD.replace("OPTIONS sip:a@b", "OPTIONS sip:a@b" + numbered(1_300)) + "\r\n"),
                Arguments.of("addresses in Route", HEAD + "Route: " + "<sip:a>,".repeat(990) + "<sip:a>" + room),
                Arguments.of("escapes", HEAD.replace("OPTIONS sip:a@b", "OPTIONS sip:" + "%41".repeat(2_500) + "@b") + "\r\n"),
                Arguments.of("quotes and backslashes",
                        HEAD.replace("From: ", "From: \"" + "\\\"".repeat(3_800) + "\" ") + "\r\n"),
                Arguments.of("folded lines", HEAD + "X: y" + "\r\n ".repeat(2_600) + room),
                Arguments.of("malformed lines", HEAD + ":\r\n".repeat(2_600) + "\r\n"),
                Arguments.of("line breaks before the message", "\r\n".repeat(30_000) + HEAD + "\r\n"),
                Arguments.of("a long body", HEAD + "\r\n" + "x".repeat(65_000)));
    }

    private static String numbered(int count) {
        StringBuilder params = new StringBuilder();
        IntStream.range(0, count).forEach(i -> params.append(";p").append(i));
        return params.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void judgingCostsTheSameMemoryWhateverIsCounted(String what, String message) {
        byte[] datagram = bytes(message);
        long usual = 0;
        for (int round = 0; round < 3; round++) { // the first loads classes
            long before = allocated();
            outcome(datagram);
            usual = allocated() - before;
        }
        assertThat(usual).as("bytes allocated for %d", datagram.length).isLessThan(4_096);
    }

    @Test
    void judgingTakesTimeInProportionToTheBytes() {
        // 64 parameters of one hash, each compared with all before it, are the most that comparing can be made to cost.
        String params = ";" + "a".repeat(100);
        StringBuilder many = new StringBuilder();
        IntStream.range(10, 73).forEach(i -> many.append(params).append(i));
        byte[] datagram = bytes(HEAD.replace(";tag=1", many) + "\r\n");
        long start = cpuNanos();
        for (int i = 0; i < 100; i++) {
            assertThat(outcome(datagram)).isEqualTo("pass");
        }
        assertThat((cpuNanos() - start) / 100).as("ns of processor time a message").isLessThan(20_000_000);
    }

    private static String outcome(String message) {
        return outcome(bytes(message));
    }

    private static String outcome(byte[] datagram) {
        try {
            SipParseException problem = SipValidator.check(SipParser.parse(datagram));
            return problem == null ? "pass" : Integer.toString(problem.status());
        } catch (SipParseException e) {
            return Integer.toString(e.status());
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
