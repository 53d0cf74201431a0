package io.bridgehead.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.bridgehead.media.codec.G711;
import io.bridgehead.media.rtp.RtcpWriter;
import io.bridgehead.media.rtp.RtpPacket;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.NegotiatedAudio;

/** A telephone's audio on real sockets: plays a tone on its own clock and keeps what it hears. */
public final class FakePhone implements AutoCloseable {

    private volatile DatagramSocket socket;
    private final G711 law;
    private final double hertz;
    private final short[] heard = new short[8000 * 30];
    private final AtomicInteger received = new AtomicInteger();
    private volatile InetSocketAddress target;
    private volatile boolean running = true;
    private volatile boolean sending = true;
    private volatile int ssrc = 0x1234;
    private volatile int gaps;
    private volatile int amplitude = 6000;
    private volatile long changedAt;
    private volatile String keys = "";

    public FakePhone(G711 law, double hertz) throws IOException {
        this.socket = open();
        this.law = law;
        this.hertz = hertz;
        start("listen", this::listen);
        start("play", this::play);
    }

    private static DatagramSocket open() throws IOException {
        DatagramSocket opened = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        opened.setSoTimeout(200);
        return opened;
    }

    /** Goes on from another port, as when a NAT forgets it and gives it a new one. */
    public void moveToAnotherPort() throws IOException {
        DatagramSocket before = socket;
        socket = open();
        before.close();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "phone-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What offer and answer with this phone would have agreed on. */
    public NegotiatedAudio agreement(Direction remote) {
        InetSocketAddress rtp = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        return new NegotiatedAudio(rtp, new InetSocketAddress(rtp.getAddress(), Math.min(65535, rtp.getPort() + 1)), law,
                law.payloadType(), 8 - law.payloadType(), 101, remote);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public FakePhone talkTo(int port) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return this;
    }

    public void pause(boolean on) {
        sending = !on;
    }

    public void useSource(int number) {
        ssrc = number;
    }

    /** Speaks from now on, or is silent while it goes on sending. */
    public void speak(boolean on) {
        amplitude = on ? 6000 : 0;
        changedAt = 0;
    }

    /** When the first packet was sent since the last {@link #speak}, by {@link System#nanoTime}; 0 before. */
    public long changedAt() {
        return changedAt;
    }

    /** Says good-bye by RTCP, from the port next to the one that it has told. */
    public void sayGoodBye() throws IOException {
        ByteBuffer report = ByteBuffer.allocate(RtcpWriter.MAX_LENGTH);
        new RtcpWriter(ssrc, "phone").writeGoodBye(report);
        socket.send(new DatagramPacket(report.array(), report.position(), target.getAddress(), target.getPort() + 1));
    }

    public void press(String digits) {
        keys = digits;
    }

    public int received() {
        return received.get();
    }

    public int gaps() {
        return gaps;
    }

    /** The last second that was heard. */
    public short[] lastSecond() {
        int end = received.get() * 160;
        return end < 8000 ? new short[0] : Arrays.copyOfRange(heard, end - 8000, end);
    }

    private void listen() {
        DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
        RtpPacket packet = new RtpPacket();
        int expected = -1;
        while (running) {
            DatagramSocket listening = socket;
            try {
                listening.receive(datagram);
            } catch (SocketTimeoutException e) {
                continue;
            } catch (IOException e) {
                if (listening == socket) {
                    return;
                }
                continue;
            }
            ByteBuffer buffer = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());
            int at = received.get() * 160;
            if (packet.read(buffer) && packet.payloadLength() == 160 && at + 160 <= heard.length) {
                gaps += expected >= 0 && packet.sequenceNumber() != expected ? 1 : 0;
                expected = packet.sequenceNumber() + 1 & 0xFFFF;
                for (int i = 0; i < 160; i++) {
                    heard[at + i] = law.decode(buffer.get(packet.payloadOffset() + i));
                }
                received.incrementAndGet();
            }
        }
    }

    private void play() {
        long start = System.nanoTime();
        int timestamp = 0;
        for (int sequence = 65500; running; sequence++, timestamp += 160) {
            while (running && System.nanoTime() - start < timestamp / 160 * 20_000_000L) {
                LockSupport.parkNanos(1_000_000);
            }
            String press = keys;
            if (!press.isEmpty()) {
                keys = "";
                for (int i = 0; i < press.length(); i++) {
                    for (int copy = 0; copy < 6; copy++) {
                        int code = "0123456789*#ABCD".indexOf(press.charAt(i));
                        send(101, sequence++, timestamp + i * 400,
                                new byte[] { (byte) code, (byte) (copy > 2 ? 0x8A : 0x0A), 1, (byte) (copy * 10) });
                    }
                }
            }
            byte[] voice = new byte[160];
            int loudness = amplitude;
            for (int i = 0; i < 160; i++) {
                voice[i] = law.encode(Tones.at(hertz, loudness, timestamp + i));
            }
            changedAt = changedAt == 0 ? System.nanoTime() : changedAt;
            send(law.payloadType(), sequence, timestamp, voice);
        }
    }

    private void send(int payloadType, int sequence, int timestamp, byte[] payload) {
        InetSocketAddress to = target;
        if (to == null || !sending) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(12 + payload.length);
        RtpPacket.writeHeader(buffer, false, payloadType, sequence & 0xFFFF, timestamp, ssrc);
        buffer.put(payload);
        try {
            socket.send(new DatagramPacket(buffer.array(), buffer.limit(), to));
        } catch (IOException e) {
            running &= !socket.isClosed(); // by the test
        }
    }

    @Override
    public void close() {
        running = false;
        socket.close();
    }
}
