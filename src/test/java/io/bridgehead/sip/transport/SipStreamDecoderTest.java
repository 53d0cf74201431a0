package io.bridgehead.sip.transport;

import static io.bridgehead.sip.message.TestMessages.MESSAGE;
import static io.bridgehead.sip.message.TestMessages.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParser;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

class SipStreamDecoderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new SipStreamDecoder(new SipParser(MessageLimits.DEFAULT), MessageLimits.DEFAULT));

    private List<Object> decode(byte[]... parts) {
        List<Object> out = new ArrayList<>();
        for (byte[] part : parts) {
            channel.writeInbound(Unpooled.wrappedBuffer(part));
            for (Object o = channel.readInbound(); o != null; o = channel.readInbound()) {
                out.add(o);
            }
        }
        return out;
    }

    private static String text(Object message) {
        return ((SipMessage) message).toText();
    }

    @Test
    void findsTwoMessagesCutAtEveryPoint() {
        byte[] two = bytes(MESSAGE + MESSAGE);
        for (int cut = 0; cut <= two.length; cut++) {
            List<Object> messages = decode(Arrays.copyOfRange(two, 0, cut), Arrays.copyOfRange(two, cut, two.length));
            assertThat(messages).as("cut at %d", cut).hasSize(2).allMatch(m -> text(m).equals(MESSAGE));
        }
    }

    @Test
    void findsMessagesThatComeByteByByte() {
        byte[] stream = bytes("\r\n\r\n" + MESSAGE + "\r\n" + MESSAGE);
        List<Object> out = new ArrayList<>();
        for (byte b : stream) {
            out.addAll(decode(new byte[] { b }));
        }
        assertThat(out).hasSize(3);
        assertThat(out.get(0)).isEqualTo(KeepAlive.PING);
        assertThat(text(out.get(2))).isEqualTo(MESSAGE);
    }

    @Test
    void answersNoKeepAliveToASingleLineBreak() {
        assertThat(decode(bytes("\r\n"), bytes(MESSAGE))).hasSize(1);
        assertThat(decode(bytes("\r\n"), bytes("\r\n"))).containsExactly(KeepAlive.PING);
        assertThat(decode(bytes("\r\n\r\n\r\n\r\n"))).containsExactly(KeepAlive.PING, KeepAlive.PING);
    }

    @Test
    void refusesAStreamWithoutExactlyOneContentLengthAndReadsNoFurther() {
        for (String length : new String[] { "", "Content-Length: 1\r\nl: 2\r\n", "Content-Length: -1\r\n",
                "Content-Length: x\r\n",
                "Content-Length: 99999999999\r\n", "Content-Length: 65000\r\nX: " + "y".repeat(1_000) + "\r\n" }) {
            EmbeddedChannel fresh = new EmbeddedChannel(
                    new SipStreamDecoder(new SipParser(MessageLimits.DEFAULT), MessageLimits.DEFAULT));
            fresh.writeInbound(Unpooled.wrappedBuffer(bytes("OPTIONS sip:a@b SIP/2.0\r\n" + length + "\r\n" + MESSAGE)));
            Object failure = fresh.readInbound();
            assertThat(failure).as(length).isInstanceOf(StreamFailure.class);
            assertThat(((StreamFailure) failure).message()).isNotNull();
            fresh.writeInbound(Unpooled.wrappedBuffer(bytes(MESSAGE)));
            assertThat((Object) fresh.readInbound()).isNull();
        }
    }

    @Test
    void refusesAHeaderSectionThatNeverEnds() {
        List<Object> out = decode(bytes("OPTIONS sip:a@b SIP/2.0\r\nX: "), new byte[8_000], new byte[8_000]);
        assertThat(out).hasSize(1).first().isInstanceOf(StreamFailure.class);
        assertThat(decode(bytes("GET / HTTP/1.1\r\n\r\n"))).isEmpty();
    }
}
