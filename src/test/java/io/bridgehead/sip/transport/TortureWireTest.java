package io.bridgehead.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.test.Threat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * The messages of {@code src/test/resources/torture} on a connection: what the peer is answered, and that nothing refused gets
 * beyond the transport. Whoever stands behind it answers 200.
 */
@Threat(6)
class TortureWireTest {
    private static final Path FOLDER = Path.of("src/test/resources/torture");
    private static final String WAITS = "waits for the rest";
    /** Where a stream has another outcome than a datagram: only Content-Length says where a message ends. */
    private static final Map<String, String> IN_A_STREAM = Map.of("length-beyond-the-datagram", WAITS,
            "second-request-behind-the-first", "200 200", "as-of-rfc2543", "400 closed", "negative-length", "400 closed",
            "two-lengths", "400 closed");

    @TestFactory
    Stream<DynamicTest> everyTortureMessageIsAnsweredOnTheWire() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String rfc : List.of("rfc4475", "rfc5118")) {
            for (String line : Files.readAllLines(FOLDER.resolve(rfc).resolve("outcomes.tsv"))) {
                String[] cells = line.split("\t");
                if (!line.startsWith("#")) {
                    tests.add(DynamicTest.dynamicTest(rfc + " " + cells[0] + " " + cells[3],
                            () -> check(FOLDER.resolve(rfc).resolve(cells[1] + ".sip"), cells[1], cells[2])));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests.stream();
    }

    private static void check(Path file, String name, String outcome) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Peer peer = new Peer();
        peer.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        peer.channel.runPendingTasks();
        boolean request = !new String(bytes, StandardCharsets.UTF_8).startsWith("SIP/2.0 ");
        String expected = IN_A_STREAM.getOrDefault(name,
                outcome.equals("pass") ? request ? "200" : "" : outcome.equals("drop") ? "" : outcome);
        if (expected.equals(WAITS)) {
            assertThat(peer.answers()).isEmpty();
            assertThat(peer.channel.isOpen()).isTrue();
            assertThat(peer.requests).isZero();
            return;
        }
        if (name.equals("status-beyond-an-int")) {
            expected = "closed"; // no start line at all, so nobody knows where the next message begins
        }
        assertThat((peer.answers() + (peer.channel.isOpen() ? "" : " closed")).strip()).isEqualTo(expected);
        assertThat(peer.requests).isEqualTo(expected.startsWith("200") ? expected.split(" ").length : 0);
        assertThat(peer.responses).isEqualTo(outcome.equals("pass") && !request ? 1 : 0);
    }

    /** One connection and what becomes of what it sends. */
    private static final class Peer implements MessageReceiver {
        private final EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress localAddress0() {
                return new InetSocketAddress("192.0.2.1", 5060);
            }

            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress("192.0.2.2", 40_000);
            }
        };
        private int requests;
        private int responses;

        Peer() {
            TransportCounters counters = new TransportCounters();
            Inbound inbound = new Inbound(MessageLimits.DEFAULT, TransportLimits.DEFAULT, counters, this);
            ConnectionContext context = new ConnectionContext(null, MessageLimits.DEFAULT, TransportLimits.DEFAULT, counters,
                    new FlowTable(), Runnable::run, inbound);
            StreamPipeline.install(channel.pipeline(), context, SipTransport.TCP, Listener.tcp("192.0.2.1", 5060),
                    new InetSocketAddress("192.0.2.2", 40_000).getAddress(),
                    new SlowPeerGuard(channel, TransportLimits.DEFAULT, counters));
        }

        /** The statuses answered, in order. */
        String answers() {
            List<String> statuses = new ArrayList<>();
            for (ByteBuf answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
                if (answer.isReadable()) {
                    byte[] bytes = new byte[answer.readableBytes()];
                    answer.readBytes(bytes);
                    statuses.add(Integer.toString(((SipResponse) SipParser.parse(bytes)).status()));
                }
                answer.release();
            }
            return String.join(" ", statuses);
        }

        @Override
        public void onRequest(SipRequest request, Flow flow) {
            requests++;
            flow.send(request.createResponse(200).toBytes());
        }

        @Override
        public void onResponse(SipResponse response, Flow flow) {
            responses++;
        }
    }
}
