package io.bridgehead.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.media.codec.G711;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.test.Feature;

/** On a machine without IPv6: telephones that have both name their IPv6 address all the same, and are heard by IPv4. */
@Feature("A050")
class LegSenderTest {

    private static final InetSocketAddress IPV6 = new InetSocketAddress("2001:db8::1", 4000);

    private final DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final LegSocket socket = new LegSocket(channel);
    private final LegSender sender = new LegSender(socket);

    LegSenderTest() throws IOException {
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void anAddressThatCannotBeReachedEndsNoCall() {
        ByteBuffer out = ByteBuffer.allocate(200);
        sender.send(out, new byte[160], 0, IPV6);
        assertThat(sender.packets()).isZero();
        sender.send(out, new byte[160], 0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000));
        assertThat(sender.packets()).isEqualTo(1);
    }

    @Test
    void aReportThatCannotBeSentEndsNoCall() {
        LegReceiver receiver = new LegReceiver(socket, new LegListener() {
        }, 320);
        LegControl control = new LegControl(channel, sender, receiver);
        control.goodBye(new NegotiatedAudio(IPV6, IPV6, G711.PCMU, 0, 8, 101, Direction.SENDRECV));
        assertThat(control.isGone(100)).isFalse();
    }
}
