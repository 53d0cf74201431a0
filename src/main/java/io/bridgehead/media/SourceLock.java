package io.bridgehead.media;

import java.net.InetSocketAddress;

import io.bridgehead.media.rtp.RtpPacket;

/**
 * Symmetric RTP (RFC 4961): whoever sends the first valid packets is the telephone, and we send to where they come from. The
 * address the telephone has told is believed at once and always; any other, as behind NAT, after some packets in sequence.
 * From then on strangers are refused, unless the telephone has been quiet: then it has moved. A stranger that goes on with its
 * stream is soon taken for it, for a NAT may give a telephone another address at any time; another source must wait longer.
 */
final class SourceLock {

    private static final int PACKETS_IN_SEQUENCE = 3;
    /** Silence in beats after which the same source may come from elsewhere: a fifth of a second. */
    private static final long MAY_MOVE_AFTER = 10;
    /** Silence in beats after which another source may be the telephone: one second. */
    private static final long MAY_CHANGE_AFTER = 50;

    private InetSocketAddress told;
    private InetSocketAddress locked;
    private InetSocketAddress candidate;
    private int candidateSequence;
    private int inSequence;
    private int ssrc;
    private long lastAt;
    private boolean newStream;

    /** Starts again: audio is expected from that address, {@code null} if none was told. */
    void expect(InetSocketAddress address) {
        told = address;
        locked = null;
        candidate = null;
    }

    /** Whether this packet is the telephone's. */
    boolean accepts(InetSocketAddress from, RtpPacket packet, long beat) {
        newStream = false;
        if (!from.equals(locked)) {
            if (!from.equals(told) && !isProven(from, packet, beat)) {
                return false;
            }
            newStream = locked == null;
            locked = from;
            candidate = null;
        }
        ssrc = packet.ssrc();
        lastAt = beat;
        return true;
    }

    private boolean isProven(InetSocketAddress from, RtpPacket packet, long beat) {
        boolean mayMove = locked == null || beat - lastAt >= (packet.ssrc() == ssrc ? MAY_MOVE_AFTER : MAY_CHANGE_AFTER);
        if (!mayMove) {
            return false;
        }
        boolean next = from.equals(candidate) && packet.sequenceNumber() == (candidateSequence + 1 & 0xFFFF);
        inSequence = next ? inSequence + 1 : 1;
        candidate = from;
        candidateSequence = packet.sequenceNumber();
        return inSequence >= PACKETS_IN_SEQUENCE;
    }

    /** Whether the packet accepted last is the first since audio is expected. */
    boolean isNewStream() {
        return newStream;
    }

    /** Where the telephone sends from, {@code null} before it was recognised. */
    InetSocketAddress locked() {
        return locked;
    }
}
