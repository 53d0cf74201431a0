package io.bridgehead.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.test.FuzzCorpus;
import io.bridgehead.test.Threat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * Fuzz target: any bytes on a connection to a WebSocket listener, through the handlers it really gets. The first byte says
 * whether they come before the upgrade or behind a right one, and in how many pieces.
 */
public class WebSocketFuzzTest {
    private static final MessageLimits LIMITS = new MessageLimits(2_000, 600, 16);
    private static final byte[] UPGRADE = """
            GET /sip HTTP/1.1
            Host: im.example.com
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol: sip
            Sec-WebSocket-Version: 13

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    @TestFactory
    @Threat(8)
    Stream<DynamicTest> knownInputs() {
        return FuzzCorpus.of("websocket", WebSocketFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        EmbeddedChannel channel = channel();
        if (input[0] >= 0) {
            write(channel, UPGRADE, 0, UPGRADE.length);
            ByteBuf answer = channel.readOutbound();
            assertThat(answer.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 101 ");
            answer.release();
        }
        int piece = 1 + (input[0] & 63);
        for (int i = 1; i < input.length && channel.isOpen(); i += piece) {
            write(channel, input, i, Math.min(piece, input.length - i));
        }
        assertThat(channel.inboundMessages()).as("what nobody handled").isEmpty();
        channel.finishAndReleaseAll();
    }

    private static void write(EmbeddedChannel channel, byte[] bytes, int from, int length) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, length));
        channel.runPendingTasks();
    }

    private static EmbeddedChannel channel() {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress localAddress0() {
                return new InetSocketAddress("192.0.2.1", 80);
            }

            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress("192.0.2.2", 40_000);
            }
        };
        TransportCounters counters = new TransportCounters();
        Inbound inbound = new Inbound(LIMITS, TransportLimits.DEFAULT, counters, new Answers());
        ConnectionContext context = new ConnectionContext(null, LIMITS, TransportLimits.DEFAULT, counters, new FlowTable(),
                Runnable::run, inbound);
        WebSocketPipeline.server(channel.pipeline(), context, Listener.ws("192.0.2.1", 80),
                ((InetSocketAddress) channel.remoteAddress()).getAddress(),
                new SlowPeerGuard(channel, TransportLimits.DEFAULT, counters));
        return channel;
    }

    /** Answers every request, so that what is written is fuzzed too. */
    private static final class Answers implements MessageReceiver {
        @Override
        public void onRequest(SipRequest request, Flow flow) {
            flow.send(request.createResponse(200).toBytes());
        }

        @Override
        public void onResponse(SipResponse response, Flow flow) {
            assertThat(response.status()).isBetween(100, 699);
        }
    }
}
