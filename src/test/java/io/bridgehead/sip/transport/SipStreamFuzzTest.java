package io.bridgehead.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.test.FuzzCorpus;
import io.bridgehead.test.Threat;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** Fuzz target: a byte stream must fall into the same messages however it is cut. The first byte says how. */
public class SipStreamFuzzTest {
    private static final MessageLimits LIMITS = new MessageLimits(2_000, 600, 16);

    @TestFactory
    @Threat(6)
    Stream<DynamicTest> knownInputs() {
        return FuzzCorpus.of("sip-stream", SipStreamFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int piece = 1 + (input[0] & 63);
        assertThat(decode(input, piece)).as("in pieces of %d bytes", piece).isEqualTo(decode(input, input.length));
    }

    private static List<String> decode(byte[] input, int piece) {
        EmbeddedChannel channel = new EmbeddedChannel(new SipStreamDecoder(new SipParser(LIMITS), LIMITS));
        List<String> found = new ArrayList<>();
        for (int i = 1; i < input.length; i += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(input, i, Math.min(piece, input.length - i)));
            for (Object o = channel.readInbound(); o != null; o = channel.readInbound()) {
                found.add(words(o));
            }
        }
        channel.finishAndReleaseAll();
        return found;
    }

    private static String words(Object found) {
        if (found instanceof SipMessage message) {
            assertThat(message.size()).isLessThanOrEqualTo(LIMITS.maxMessageBytes() + "Content-Length: 0000\r\n".length());
            return message.toText();
        }
        return found instanceof StreamFailure failure ? "failure " + failure.problem().status() : found.toString();
    }
}
