package io.bridgehead.media.rtp;

/**
 * What a report block says about one source: extended sequence number, loss, jitter (RFC 3550 §6.4.1, appendices A.1, A.3,
 * A.8). Not thread-safe: owned by the room's clock.
 */
public final class ReceptionStatistics {

    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;

    private boolean started;
    private int ssrc;
    private int cycles;
    private int highest;
    private int base;
    private long received;
    private long expectedAtReport;
    private long receivedAtReport;
    private int transit;
    private int jitterTimes16;

    /** Counts a packet that arrived at {@code arrival} samples of our clock. */
    public void count(RtpPacket packet, int arrival) {
        int sequence = packet.sequenceNumber();
        int nowTransit = arrival - packet.timestamp();
        if (!started || packet.ssrc() != ssrc) {
            start(packet.ssrc(), sequence);
            transit = nowTransit;
        }
        int step = sequence - highest & 0xFFFF;
        if (step < MAX_DROPOUT) {
            if (sequence < highest) {
                cycles += 0x10000;
            }
            highest = sequence;
        } else if (step <= 0x10000 - MAX_MISORDER) {
            start(ssrc, sequence); // the sender was restarted
        }
        received++;
        int difference = Math.abs(nowTransit - transit);
        transit = nowTransit;
        if (difference < 8 * 8000) {
            jitterTimes16 += difference - (jitterTimes16 + 8 >> 4);
        }
    }

    private void start(int source, int sequence) {
        started = true;
        ssrc = source;
        cycles = 0;
        base = sequence;
        highest = sequence;
        received = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
        jitterTimes16 = 0;
    }

    /** Whether any packet was counted. */
    public boolean isStarted() {
        return started;
    }

    /** The source counted now. */
    public int ssrc() {
        return ssrc;
    }

    /** Highest sequence number, with the number of wraps in the upper half. */
    public int extendedHighest() {
        return cycles + highest;
    }

    /** Packets received from this source. */
    public long received() {
        return received;
    }

    /** Packets that should have come but did not; negative if there were duplicates. */
    public long lost() {
        return started ? expected() - received : 0;
    }

    /** Interarrival jitter in samples. */
    public int jitter() {
        return jitterTimes16 >> 4;
    }

    /** Share lost since the last call, in 256ths; taking it starts the next interval. */
    public int takeFractionLost() {
        long expectedNow = expected() - expectedAtReport;
        long lostNow = expectedNow - (received - receivedAtReport);
        expectedAtReport = expected();
        receivedAtReport = received;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    private long expected() {
        return started ? (long) cycles + highest - base + 1 : 0;
    }
}
