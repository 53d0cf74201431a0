package io.bridgehead.media.rtp;

import java.nio.ByteBuffer;

/**
 * Reads what the other side reports (RFC 3550 §6): the send time of its last sender report, which our report repeats, what it
 * says of the stream we send, and its good-bye. Other RTCP packets are stepped over. Not thread-safe: owned by the room's
 * clock.
 */
public final class RtcpReader {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOOD_BYE = 203;

    private final int ourSsrc;
    private int lastSenderReport;
    private boolean goodBye;
    private int fractionLost;
    private int jitter;

    /** @param ourSsrc the source whose report blocks are of interest */
    public RtcpReader(int ourSsrc) {
        this.ourSsrc = ourSsrc;
    }

    /**
     * Reads a compound packet between position and limit.
     *
     * @return false if it is not well-formed (§6.1, A.2); nothing of it was taken then
     */
    public boolean read(ByteBuffer buffer) {
        if (!isWellFormed(buffer)) {
            return false;
        }
        for (int at = buffer.position(); at < buffer.limit(); at += lengthAt(buffer, at)) {
            int type = buffer.get(at + 1) & 0xFF;
            int count = buffer.get(at) & 0x1F;
            if (type == SENDER_REPORT) {
                // the middle 32 bits of the 64-bit time
                lastSenderReport = buffer.getInt(at + 10);
                readBlocks(buffer, at + 28, count);
            } else if (type == RECEIVER_REPORT) {
                readBlocks(buffer, at + 8, count);
            } else if (type == GOOD_BYE) {
                goodBye = true;
            }
        }
        return true;
    }

    private static boolean isWellFormed(ByteBuffer buffer) {
        int at = buffer.position();
        if (buffer.remaining() < 8 || (buffer.get(at) & 0x20) != 0
                || (buffer.get(at + 1) & 0xFF) != SENDER_REPORT && (buffer.get(at + 1) & 0xFF) != RECEIVER_REPORT) {
            return false;
        }
        while (at < buffer.limit()) {
            if (buffer.limit() - at < 4 || (buffer.get(at) & 0xC0) != 0x80) {
                return false;
            }
            int length = lengthAt(buffer, at);
            int type = buffer.get(at + 1) & 0xFF;
            int count = buffer.get(at) & 0x1F;
            int least = type == SENDER_REPORT ? 28 + 24 * count : type == RECEIVER_REPORT ? 8 + 24 * count : 4;
            if (length < least || length > buffer.limit() - at) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int lengthAt(ByteBuffer buffer, int at) {
        return 4 + 4 * (buffer.getShort(at + 2) & 0xFFFF);
    }

    private void readBlocks(ByteBuffer buffer, int from, int count) {
        for (int at = from; at < from + 24 * count; at += 24) {
            if (buffer.getInt(at) == ourSsrc) {
                fractionLost = buffer.get(at + 4) & 0xFF;
                jitter = Math.max(0, buffer.getInt(at + 12));
            }
        }
    }

    /** Middle 32 bits of the NTP time in the last sender report, 0 if none came. */
    public int lastSenderReport() {
        return lastSenderReport;
    }

    /** Whether the other side has said good-bye since this was asked last. */
    public boolean takeGoodBye() {
        boolean said = goodBye;
        goodBye = false;
        return said;
    }

    /** Share of our packets that the other side last reported lost, in 256ths. */
    public int fractionLost() {
        return fractionLost;
    }

    /** Jitter of our packets as the other side last reported it, in samples. */
    public int jitter() {
        return jitter;
    }
}
