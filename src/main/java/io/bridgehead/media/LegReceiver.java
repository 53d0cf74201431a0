package io.bridgehead.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

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
    /** How often it is asked for more although there is enough to play: so often a waiting packet more is found. */
    private static final int LOOK_EVERY = 8;
    /** After so many beats without a packet the telephone may come from elsewhere, and is looked for everywhere. */
    private static final int QUIET_BEATS = 10;
    private static final int COMFORT_NOISE = 13;
    /** Keys a second that are believed; nobody types faster, and each costs work further up. */
    private static final int KEYS_PER_SECOND = 20;

    private final LegSocket socket;
    private final LegListener listener;
    private final SourceLock source = new SourceLock();
    private final RtpPacket packet = new RtpPacket();
    private final JitterBuffer jitterBuffer;
    private final DtmfReceiver dtmf = new DtmfReceiver();
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private final short[] frame = new short[Mixer.FRAME];
    private final int enough;

    private NegotiatedAudio audio;
    private int voiceSource;
    private int eventSource;
    private long heardAt;
    private long acceptedAt;
    private long keySecond;
    private int keysInSecond;
    private long received;
    private long refused;

    LegReceiver(LegSocket socket, LegListener listener, int jitterDelaySamples) {
        this.socket = socket;
        this.listener = listener;
        this.jitterBuffer = new JitterBuffer(Mixer.FRAME, jitterDelaySamples);
        this.enough = jitterDelaySamples + Mixer.FRAME;
    }

    /** Takes over a new agreement at that beat. */
    void agree(NegotiatedAudio agreed, long beat) {
        boolean moved = audio == null || agreed.rtp() != null && !agreed.rtp().equals(audio.rtp());
        if (moved) {
            socket.disconnect();
            source.expect(agreed.rtp());
        }
        audio = agreed;
        heardAt = beat;
    }

    /**
     * Reads what has arrived, up to the bound. Once there is enough to play, asking for more would nearly always be in vain and
     * costs as much as a packet: that is done now and then.
     */
    void receive(ByteBuffer in, long beat) {
        if (beat - acceptedAt >= QUIET_BEATS) {
            socket.disconnect();
        }
        try {
            boolean look = beat % LOOK_EVERY == 0;
            for (int i = 0; i < PACKETS_PER_BEAT && (i == 0 || look || jitterBuffer.fill() < enough); i++) {
                in.clear();
                InetSocketAddress from = socket.receive(in);
                if (from == null) {
                    nothingWaits(beat);
                    return;
                }
                in.flip();
                if (audio == null || !packet.read(in) || !accept(from, in, beat)) {
                    refused++;
                }
            }
        } catch (IOException e) {
            // closed while reading, or an ICMP error of an earlier packet: neither says anything about the next beat
            refused++;
            socket.disconnect();
        }
    }

    private void nothingWaits(long beat) throws IOException {
        if (source.locked() != null && acceptedAt == beat) {
            socket.connect(source.locked());
        }
    }

    private boolean accept(InetSocketAddress from, ByteBuffer in, long beat) {
        int type = packet.payloadType();
        G711 law = audio.lawOf(type);
        boolean event = audio.isEvent(type);
        if (law == null && !event && type != COMFORT_NOISE) {
            return false;
        }
        if (!source.accepts(from, packet, beat)) {
            return false;
        }
        begin(event, law != null);
        received++;
        heardAt = beat;
        acceptedAt = beat;
        if (!event || packet.ssrc() == voiceSource) {
            statistics.count(packet, (int) (beat * Mixer.FRAME));
        }
        if (event) {
            key(dtmf.accept(packet.timestamp(), in, packet.payloadOffset(), packet.payloadLength()), beat);
        } else if (law != null) {
            jitterBuffer.put(packet.timestamp(), law, in, packet.payloadOffset(), packet.payloadLength());
        }
        return true;
    }

    /** Some gateways send keys as a source of their own beside the voice: each begins anew for itself. */
    private void begin(boolean event, boolean voice) {
        boolean anew = source.isNewStream();
        if (anew || event && packet.ssrc() != eventSource) {
            dtmf.reset();
            eventSource = packet.ssrc();
        }
        if (anew || voice && packet.ssrc() != voiceSource) {
            jitterBuffer.reset();
            voiceSource = packet.ssrc();
        }
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

    /** How loud that frame is: mean square of its samples. */
    long energy() {
        return jitterBuffer.energy();
    }

    /** How loud the telephone is now: mean square of the samples that came last. */
    long loudness() {
        return jitterBuffer.newestEnergy();
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
