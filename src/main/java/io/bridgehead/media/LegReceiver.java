package io.bridgehead.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import io.bridgehead.media.codec.G711;
import io.bridgehead.media.rtp.DtmfReceiver;
import io.bridgehead.media.rtp.JitterBuffer;
import io.bridgehead.media.rtp.ReceptionStatistics;
import io.bridgehead.media.rtp.RtpPacket;
import io.bridgehead.media.sdp.NegotiatedAudio;

/**
 * Takes the packets that came since the last beat and hands out one frame. Runs on the mixing thread only. Until a beat the
 * packets wait in the kernel's socket buffer, so no thread is woken for a packet; a flood costs at most
 * {@link #PACKETS_PER_BEAT} packets of work.
 */
final class LegReceiver {

    private static final int PACKETS_PER_BEAT = 32;
    private static final int COMFORT_NOISE = 13;
    /** Keys a second that are believed; nobody types faster, and each costs work further up. */
    private static final int KEYS_PER_SECOND = 20;

    private final DatagramChannel channel;
    private final LegListener listener;
    private final SourceLock source = new SourceLock();
    private final RtpPacket packet = new RtpPacket();
    private final JitterBuffer jitterBuffer;
    private final DtmfReceiver dtmf = new DtmfReceiver();
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private final short[] frame = new short[Mixer.FRAME];

    private NegotiatedAudio audio;
    private long heardAt;
    private long keySecond;
    private int keysInSecond;
    private long received;
    private long refused;

    LegReceiver(DatagramChannel channel, LegListener listener, int jitterDelaySamples) {
        this.channel = channel;
        this.listener = listener;
        this.jitterBuffer = new JitterBuffer(Mixer.FRAME, jitterDelaySamples);
    }

    /** Takes over a new agreement at that beat. */
    void agree(NegotiatedAudio agreed, long beat) {
        boolean moved = audio == null || agreed.rtp() != null && !agreed.rtp().equals(audio.rtp());
        if (moved) {
            source.expect(agreed.rtp());
        }
        audio = agreed;
        heardAt = beat;
    }

    /** Reads everything that has arrived, up to the bound. */
    void receive(ByteBuffer in, long beat) {
        try {
            for (int i = 0; i < PACKETS_PER_BEAT; i++) {
                in.clear();
                SocketAddress from = channel.receive(in);
                if (from == null) {
                    return;
                }
                in.flip();
                if (audio == null || !packet.read(in) || !accept((InetSocketAddress) from, in, beat)) {
                    refused++;
                }
            }
        } catch (IOException e) {
            // closed while reading, or an ICMP error of an earlier packet: neither says anything about the next beat
            refused++;
        }
    }

    private boolean accept(InetSocketAddress from, ByteBuffer in, long beat) {
        int type = packet.payloadType();
        G711 law = audio.lawOf(type);
        boolean event = type == audio.eventPayloadType();
        if (law == null && !event && type != COMFORT_NOISE) {
            return false;
        }
        if (!source.accepts(from, packet, beat)) {
            return false;
        }
        if (source.isNewStream()) {
            jitterBuffer.reset();
            dtmf.reset();
        }
        received++;
        heardAt = beat;
        statistics.count(packet, (int) (beat * Mixer.FRAME));
        if (event) {
            key(dtmf.accept(packet.timestamp(), in, packet.payloadOffset(), packet.payloadLength()), beat);
        } else if (law != null) {
            jitterBuffer.put(packet.timestamp(), law, in, packet.payloadOffset(), packet.payloadLength());
        }
        return true;
    }

    private void key(char key, long beat) {
        long second = beat / AudioLeg.BEATS_PER_SECOND;
        if (second != keySecond) {
            keySecond = second;
            keysInSecond = 0;
        }
        if (key != 0 && ++keysInSecond <= KEYS_PER_SECOND) {
            listener.key(key);
        }
    }

    /** The next 20 ms, valid until the next call, or {@code null} if there is nothing. */
    short[] frame() {
        return jitterBuffer.take(frame) ? frame : null;
    }

    /** Counts a sign of life that came by another way. */
    void heard(long beat) {
        heardAt = beat;
    }

    /** The beat of the last sign of life. */
    long heardAt() {
        return heardAt;
    }

    /** Where audio comes from, {@code null} before the first valid packet. */
    InetSocketAddress source() {
        return source.locked();
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    JitterBuffer jitterBuffer() {
        return jitterBuffer;
    }

    long received() {
        return received;
    }

    long refused() {
        return refused;
    }
}
