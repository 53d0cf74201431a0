package io.bridgehead.media.rtp;

import java.nio.ByteBuffer;

/**
 * One RTP packet as it lies in a buffer (RFC 3550 §5.1). The object is a cursor: it is filled by {@link #read} again and
 * again, so that the loop that receives packets allocates nothing.
 */
public final class RtpPacket {

    /** Bytes of a header without contributing sources. */
    public static final int HEADER_LENGTH = 12;

    private boolean marker;
    private int payloadType;
    private int sequenceNumber;
    private int timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Reads the packet between position and limit of the buffer; the buffer is left as it was.
     *
     * @return false if this is no well-formed RTP packet; the fields then have no meaning
     */
    public boolean read(ByteBuffer buffer) {
        int start = buffer.position();
        int length = buffer.remaining();
        if (length < HEADER_LENGTH || (buffer.get(start) & 0xC0) != 0x80) {
            return false;
        }
        int first = buffer.get(start);
        int second = buffer.get(start + 1);
        marker = (second & 0x80) != 0;
        payloadType = second & 0x7F;
        sequenceNumber = buffer.getShort(start + 2) & 0xFFFF;
        timestamp = buffer.getInt(start + 4);
        ssrc = buffer.getInt(start + 8);
        int header = HEADER_LENGTH + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (length < header + 4) {
                return false;
            }
            header += 4 + 4 * (buffer.getShort(start + header + 2) & 0xFFFF);
        }
        int padding = (first & 0x20) != 0 ? buffer.get(start + length - 1) & 0xFF : 0;
        if (((first & 0x20) != 0 && padding == 0) || header + padding > length) {
            return false;
        }
        payloadOffset = start + header;
        payloadLength = length - header - padding;
        return true;
    }

    /** Puts a header without contributing sources at the buffer's position. */
    public static void writeHeader(ByteBuffer buffer, boolean marker, int payloadType, int sequenceNumber, int timestamp,
            int ssrc) {
        buffer.put((byte) 0x80);
        buffer.put((byte) ((marker ? 0x80 : 0) | payloadType));
        buffer.putShort((short) sequenceNumber);
        buffer.putInt(timestamp);
        buffer.putInt(ssrc);
    }

    /** Set on the first packet after a pause, and on the first packet of a telephone event. */
    public boolean marker() {
        return marker;
    }

    /** 0..127. */
    public int payloadType() {
        return payloadType;
    }

    /** 0..65535. */
    public int sequenceNumber() {
        return sequenceNumber;
    }

    /** Unsigned 32 bits, in samples. */
    public int timestamp() {
        return timestamp;
    }

    /** The synchronisation source, unsigned 32 bits. */
    public int ssrc() {
        return ssrc;
    }

    /** Index of the first payload byte in the buffer that was read. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload, without padding; 0 is legal. */
    public int payloadLength() {
        return payloadLength;
    }
}
