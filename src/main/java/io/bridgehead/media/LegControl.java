package io.bridgehead.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

import io.bridgehead.media.rtp.RtcpReader;
import io.bridgehead.media.rtp.RtcpWriter;
import io.bridgehead.media.sdp.NegotiatedAudio;

/**
 * The RTCP side of a leg (RFC 3550 §6): a report every five seconds, and an ear for the other side's. Runs on the mixing thread
 * only.
 */
final class LegControl {

    private static final int LISTEN_EVERY = 25;
    private static final int REPORT_EVERY = 250;
    private static final int PACKETS_AT_ONCE = 8;
    /** Silence after a good-bye that is believed: one second. */
    private static final int GONE_AFTER = 50;
    private static final long NEVER = -1;

    private final DatagramChannel channel;
    private final LegSender sender;
    private final LegReceiver receiver;
    private final RtcpReader reader;
    private final RtcpWriter writer;
    /** Spreads the reports of many legs over the five seconds. */
    private final int phase;
    private InetSocketAddress heardFrom;
    private long senderReportAt;
    private long goodByeAt = NEVER;

    LegControl(DatagramChannel channel, LegSender sender, LegReceiver receiver) {
        this.channel = channel;
        this.sender = sender;
        this.receiver = receiver;
        this.reader = new RtcpReader(sender.ssrc());
        this.writer = new RtcpWriter(sender.ssrc(), "bridgehead-" + Integer.toHexString(sender.ssrc()));
        this.phase = Math.floorMod(sender.ssrc(), REPORT_EVERY);
    }

    void beat(NegotiatedAudio audio, Scratch scratch, long beat) {
        if ((beat + phase) % LISTEN_EVERY == 0) {
            listen(audio, scratch.in, beat);
        }
        if ((beat + phase) % REPORT_EVERY == 0) {
            report(audio, scratch.out, beat);
        }
    }

    private void listen(NegotiatedAudio audio, ByteBuffer in, long beat) {
        try {
            for (int i = 0; i < PACKETS_AT_ONCE; i++) {
                in.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(in);
                if (from == null) {
                    return;
                }
                in.flip();
                int before = reader.lastSenderReport();
                InetSocketAddress rtp = receiver.source() != null ? receiver.source() : audio.rtp();
                if (rtp == null || !from.getAddress().equals(rtp.getAddress()) || !reader.read(in)) {
                    continue;
                }
                heardFrom = from;
                if (reader.takeGoodBye()) {
                    goodByeAt = beat;
                } else {
                    receiver.heard(beat);
                }
                senderReportAt = reader.lastSenderReport() != before ? beat : senderReportAt;
            }
        } catch (IOException e) {
            heardFrom = null; // closed, or unreachable: the told address is used until reports come again
        }
    }

    /**
     * Whether the telephone has said good-bye and sent nothing since; told once. It may have hung up with a BYE that was lost.
     */
    boolean isGone(long beat) {
        if (goodByeAt == NEVER || beat - goodByeAt < GONE_AFTER) {
            return false;
        }
        boolean gone = beat - receiver.heardAt() > GONE_AFTER / 2; // packets that waited in the socket may follow
        goodByeAt = NEVER;
        return gone;
    }

    private void report(NegotiatedAudio audio, ByteBuffer out, long beat) {
        InetSocketAddress target = target(audio);
        if (target == null) {
            return;
        }
        long since = Math.min(0xFFFF_FFFFL, (beat - senderReportAt) * 65536 / AudioLeg.BEATS_PER_SECOND);
        out.clear();
        writer.writeReport(out, System.currentTimeMillis(), sender.timestamp(), sender.packets(), sender.octets(),
                receiver.statistics(), reader.lastSenderReport(), (int) since);
        send(out.flip(), target);
    }

    /** Says good-bye on the stream; called once, when the leg is closed, by any thread. */
    void goodBye(NegotiatedAudio audio) {
        InetSocketAddress target = target(audio);
        if (target != null) {
            ByteBuffer out = ByteBuffer.allocate(RtcpWriter.MAX_LENGTH);
            writer.writeGoodBye(out);
            send(out.flip(), target);
        }
    }

    private InetSocketAddress target(NegotiatedAudio audio) {
        InetSocketAddress rtp = receiver.source();
        if (heardFrom != null) {
            return heardFrom;
        }
        if (rtp == null || rtp.equals(audio.rtp())) {
            return audio.rtcp();
        }
        return rtp.getPort() == 65535 ? null : new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
    }

    private void send(ByteBuffer out, InetSocketAddress target) {
        try {
            channel.send(out, target);
        } catch (IOException | UnsupportedAddressTypeException e) {
            heardFrom = null; // a report is never repeated; without IPv6 here such an address cannot be reached
        }
    }

    /** Share of our packets the other side last reported lost. */
    int remoteLossPercent() {
        return reader.fractionLost() * 100 / 256;
    }
}
