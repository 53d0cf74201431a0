package io.bridgehead.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.SecureRandom;

import io.bridgehead.media.rtp.RtpPacket;

/**
 * Numbers and sends our packets, one each beat without pause, so that telephones and the NATs before them keep the path open.
 * Runs on the mixing thread only.
 */
final class LegSender {

    private final LegSocket socket;
    private final int ssrc;
    private int sequenceNumber;
    private int timestamp;
    private boolean pausing = true;
    private long packets;
    private long octets;

    LegSender(LegSocket socket) {
        this.socket = socket;
        // random starts (RFC 3550 §5.1); a source kept in a static field would be seeded while a native image is built
        SecureRandom random = new SecureRandom();
        this.ssrc = random.nextInt();
        this.sequenceNumber = random.nextInt(0x10000);
        this.timestamp = random.nextInt();
    }

    /** Moves our media clock by one beat and those the room has lost, whether or not a packet is sent. */
    void advance(int lostBeats) {
        timestamp += Mixer.FRAME * (1 + lostBeats);
    }

    /** Says that nothing is sent in this beat; the next packet starts a new talk spurt. */
    void pause() {
        pausing = true;
    }

    /** Sends one frame. */
    void send(ByteBuffer out, byte[] payload, int payloadType, InetSocketAddress target) {
        out.clear();
        RtpPacket.writeHeader(out, pausing, payloadType, sequenceNumber, timestamp, ssrc);
        out.put(payload).flip();
        pausing = false;
        sequenceNumber = sequenceNumber + 1 & 0xFFFF;
        try {
            socket.send(out, target);
            packets++;
            octets += payload.length;
        } catch (IOException | UnsupportedAddressTypeException e) {
            socket.disconnect(); // unreachable for the moment, or closed in this beat: the next beat tries again
        }
    }

    int ssrc() {
        return ssrc;
    }

    int timestamp() {
        return timestamp;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
