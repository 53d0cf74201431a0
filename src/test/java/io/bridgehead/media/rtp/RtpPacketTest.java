package io.bridgehead.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

class RtpPacketTest {

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsWhatItWrites() {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        RtpPacket.writeHeader(buffer, true, 101, 65535, 0xFFFFFFF0, 0xDEADBEEF);
        buffer.put(new byte[] { 1, 2, 3 }).flip();

        assertThat(packet.read(buffer)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(101);
        assertThat(packet.sequenceNumber()).isEqualTo(65535);
        assertThat(packet.timestamp()).isEqualTo(0xFFFFFFF0);
        assertThat(packet.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(3);
    }

    @Test
    void stepsOverContributorsExtensionAndPadding() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        buffer.put((byte) (0x80 | 0x20 | 0x10 | 2)).put((byte) 0).putShort((short) 1).putInt(2).putInt(3);
        buffer.putInt(4).putInt(5); // two contributors
        buffer.putShort((short) 0xBEDE).putShort((short) 1).putInt(6); // extension of one word
        buffer.put(new byte[] { 7, 8, 9 }).put(new byte[] { 0, 0, 3 }).flip();

        assertThat(packet.read(buffer)).isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(28);
        assertThat(packet.payloadLength()).isEqualTo(3);
    }

    @Test
    void refusesWhatIsCutOrClaimsMoreThanThereIs() {
        assertThat(packet.read(ByteBuffer.allocate(0))).isFalse();
        assertThat(packet.read(bytes(0x80, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0))).isFalse();
        assertThat(packet.read(bytes(0x40, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1))).as("version 1").isFalse();
        assertThat(packet.read(bytes(0x8F, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1))).as("15 contributors").isFalse();
        assertThat(packet.read(bytes(0x90, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0xFF, 0xFF))).as("extension").isFalse();
        assertThat(packet.read(bytes(0xA0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9))).as("padding").isFalse();
        assertThat(packet.read(bytes(0xA0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0))).as("padding of nothing").isFalse();
    }

    @Test
    void survivesAnyBytesAndStaysInsideThem() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
            }
            if (packet.read(ByteBuffer.wrap(bytes))) {
                assertThat(packet.payloadLength()).isNotNegative();
                assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
