package io.bridgehead.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

class RtcpTest {

    private static final int OURS = 0x11112222;
    private static final int THEIRS = 0x33334444;

    @Test
    void readsTheReportThatItWrites() {
        ReceptionStatistics statistics = new ReceptionStatistics();
        for (int n = 65530; n < 65630; n++) {
            if (n % 4 != 0) {
                count(statistics, n & 0xFFFF, n * 160, n * 160);
            }
        }
        ByteBuffer buffer = ByteBuffer.allocate(RtcpWriter.MAX_LENGTH);
        new RtcpWriter(THEIRS, "somebody").writeReport(buffer, 1_700_000_000_500L, 4711, 10, 1600, statistics, 0xABCD, 65536);

        RtcpReader reader = new RtcpReader(OURS);
        assertThat(reader.read(buffer.flip())).isTrue();
        assertThat(reader.fractionLost()).isBetween(58, 70);
        assertThat(reader.lastSenderReport()).isEqualTo((int) ((1_700_000_000L + 2_208_988_800L) << 16) | 0x8000);
        assertThat(statistics.lost()).isBetween(24L, 25L);
        assertThat(statistics.extendedHighest()).isEqualTo(65629);
        assertThat(reader.takeGoodBye()).isFalse();
    }

    @Test
    void measuresJitterAsTheRfcDoes() {
        ReceptionStatistics statistics = new ReceptionStatistics();
        Random random = new Random(1);
        for (int n = 0; n < 1000; n++) {
            count(statistics, n, n * 160, n * 160 + random.nextInt(81));
        }
        assertThat(statistics.jitter()).isBetween(18, 36);
    }

    @Test
    void saysGoodBye() {
        ByteBuffer buffer = ByteBuffer.allocate(RtcpWriter.MAX_LENGTH);
        new RtcpWriter(THEIRS, "x".repeat(200)).writeGoodBye(buffer);
        RtcpReader reader = new RtcpReader(OURS);
        assertThat(reader.read(buffer.flip())).isTrue();
        assertThat(reader.takeGoodBye()).isTrue();
        assertThat(reader.takeGoodBye()).as("asked again").isFalse();
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(3);
        RtcpReader reader = new RtcpReader(OURS);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[4 * random.nextInt(30)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x1F);
                bytes[1] = (byte) (200 + random.nextInt(2));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(30);
            }
            reader.read(ByteBuffer.wrap(bytes));
        }
        assertThat(reader.fractionLost()).isBetween(0, 255);
    }

    private static void count(ReceptionStatistics statistics, int sequence, int timestamp, int arrival) {
        ByteBuffer buffer = ByteBuffer.allocate(12);
        RtpPacket.writeHeader(buffer, false, 0, sequence, timestamp, OURS);
        RtpPacket packet = new RtpPacket();
        packet.read(buffer.flip());
        statistics.count(packet, arrival);
    }
}
