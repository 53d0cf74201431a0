package io.bridgehead.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes our compound RTCP packets: sender report with one report block, canonical name, and at the end good-bye (RFC 3550 §6).
 */
public final class RtcpWriter {

    /** Largest packet written by this class. */
    public static final int MAX_LENGTH = 28 + 24 + 8 + 64 + 8;

    private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;

    private final int ssrc;
    private final byte[] name;

    /**
     * @param ssrc our source
     * @param canonicalName told to the other side, ASCII, at most 60 characters are used; must identify no person
     */
    public RtcpWriter(int ssrc, String canonicalName) {
        this.ssrc = ssrc;
        byte[] all = canonicalName.getBytes(StandardCharsets.US_ASCII);
        this.name = all.length <= 60 ? all : Arrays.copyOf(all, 60);
    }

    /**
     * Writes SR + SDES at the buffer's position.
     *
     * @param wallMillis time of day, milliseconds since 1970
     * @param rtpTime our RTP timestamp at that time
     * @param packets packets sent, {@code octets} their payload bytes
     * @param source what we receive; {@code lastReport} and {@code sinceLastReport} (in 1/65536 s) go with it
     */
    public void writeReport(ByteBuffer out, long wallMillis, int rtpTime, long packets, long octets, ReceptionStatistics source,
            int lastReport, int sinceLastReport) {
        int blocks = source.isStarted() ? 1 : 0;
        header(out, blocks, RtcpReader.SENDER_REPORT, 28 + 24 * blocks);
        out.putInt((int) (wallMillis / 1000 + NTP_OFFSET_SECONDS));
        out.putInt((int) ((wallMillis % 1000 << 32) / 1000));
        out.putInt(rtpTime);
        out.putInt((int) packets);
        out.putInt((int) octets);
        if (blocks == 1) {
            out.putInt(source.ssrc());
            long lost = Math.max(-0x800000, Math.min(0x7FFFFF, source.lost()));
            out.putInt(source.takeFractionLost() << 24 | (int) (lost & 0xFFFFFF));
            out.putInt(source.extendedHighest());
            out.putInt(source.jitter());
            out.putInt(lastReport);
            out.putInt(lastReport == 0 ? 0 : sinceLastReport);
        }
        writeName(out);
    }

    /** Writes RR + SDES + BYE at the buffer's position, the last packet of a stream. */
    public void writeGoodBye(ByteBuffer out) {
        header(out, 0, RtcpReader.RECEIVER_REPORT, 8);
        writeName(out);
        header(out, 1, RtcpReader.GOOD_BYE, 8);
    }

    private void writeName(ByteBuffer out) {
        int chunk = 4 + 2 + name.length + 1;
        int padded = chunk + 3 & ~3;
        header(out, 1, RtcpReader.SOURCE_DESCRIPTION, 4 + padded);
        out.put((byte) 1).put((byte) name.length).put(name);
        for (int i = chunk - 1; i < padded; i++) {
            out.put((byte) 0);
        }
    }

    private void header(ByteBuffer out, int count, int type, int length) {
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) (length / 4 - 1)).putInt(ssrc);
    }
}
