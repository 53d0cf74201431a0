package io.bridgehead.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.media.codec.G711;
import io.bridgehead.media.rtp.RtpPacket;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.OfferAnswer;
import io.bridgehead.media.sdp.SessionDescription;
import io.bridgehead.test.Feature;

/**
 * Real sockets and a clock that the test moves: minutes pass in moments. The voice is always there, so a frame of none is a
 * hole.
 */
@Feature("A050")
class LegReceiverTest {

    private static final int DELAY = 320;
    private static final double MILLIS = 1_000;

    private final PortPair ports;
    private final DatagramSocket telephone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final LegReceiver receiver;
    private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
    private final List<Character> keys = new ArrayList<>();
    private long beat;

    LegReceiverTest() throws IOException {
        ports = new PortAllocator(MediaConfig.on("127.0.0.1").withPorts(0, 0)).allocate(0, 0);
        receiver = new LegReceiver(new LegSocket(ports.rtp()), new LegListener() {
            @Override
            public void key(char key) {
                keys.add(key);
            }
        }, DELAY);
        receiver.agree(agreement(), 0);
    }

    @AfterEach
    void close() {
        telephone.close();
        ports.close();
    }

    @ParameterizedTest
    @CsvSource({ "10, PCMU", "20, PCMA", "30, PCMU", "40, PCMA", "60, PCMU" })
    void losesNothingHoweverLongThePacketsAre(int packetMillis, G711 law) {
        assertThat(holes(law, packetMillis, 0, 0, 500)).isLessThanOrEqualTo(2);
        assertThat(receiver.jitterBuffer().concealed()).isLessThanOrEqualTo(2);
        assertThat(receiver.statistics().lost()).isZero();
    }

    @Test
    void absorbsAsMuchJitterAsItDelays() {
        assertThat(holes(G711.PCMU, 20, 0, 35 * MILLIS, 1000)).isLessThan(5);
        assertThat(receiver.jitterBuffer().late()).isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({ "100", "-100" })
    void keepsItsDelayThroughFiveMinutesWithATelephoneWhoseClockIsWrong(int partsPerMillion) {
        int beats = 5 * 60 * AudioLeg.BEATS_PER_SECOND;
        assertThat(holes(G711.PCMU, 20, partsPerMillion, 0, beats)).isLessThanOrEqualTo(2);
        // 100 ppm are 30 ms in five minutes.
        assertThat(receiver.jitterBuffer().skipped() + receiver.jitterBuffer().concealed()).isLessThanOrEqualTo(4);
        assertThat(receiver.jitterBuffer().fill()).isBetween(0, DELAY + 3 * Mixer.FRAME);
    }

    @Test
    void losesOnlyWhatTheNetworkLoses() {
        Random random = new Random(5);
        int lost = 0;
        for (int n = 0; n < 1000; n++) {
            if (random.nextInt(20) == 0) {
                lost++;
            } else {
                send(telephone, G711.PCMU, 7, n, n * Mixer.FRAME, Mixer.FRAME);
            }
            next();
        }
        assertThat(lost).isPositive();
        assertThat(receiver.statistics().lost()).isBetween(lost - 1L, (long) lost);
        assertThat(receiver.jitterBuffer().concealed()).isBetween(lost - 4L, lost + 1L);
    }

    @Test
    void strangersAreNotHeardAndDisturbNobody() throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int holes = 0;
            for (int n = 0; n < 200; n++) {
                send(telephone, G711.PCMU, 7, n, n * Mixer.FRAME, Mixer.FRAME);
                for (int i = 0; i < 40; i++) {
                    send(stranger, G711.PCMA, 7, 40 * n + i, n * Mixer.FRAME, Mixer.FRAME);
                }
                holes += next() || n < 4 ? 0 : 1;
            }
            assertThat(holes).isZero();
            assertThat(receiver.received()).isGreaterThan(190);
            assertThat(receiver.source().getPort()).isEqualTo(telephone.getLocalPort());
        }
    }

    @Test
    void aTelephoneThatSendsNothingButKeysIsBelieved() {
        for (int n = 0; n < 3; n++) {
            key(7, n, 101, 5, 1000);
            next();
        }
        assertThat(keys).containsExactly('5');
        assertThat(receiver.source().getPort()).isEqualTo(telephone.getLocalPort());
    }

    @ParameterizedTest
    @ValueSource(ints = { 96, 101 })
    void hearsKeysByTheNumberThatTheTelephoneAnsweredAndByOurs(int number) throws Exception {
        String answer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + telephone.getLocalPort() + " RTP/AVP 0 96\r\na=rtpmap:96 telephone-event/8000\r\n";
        receiver.agree(OfferAnswer.accept(SessionDescription.parse(answer.getBytes(StandardCharsets.US_ASCII))), 0);
        key(7, 0, number, 5, 1000);
        next();
        assertThat(keys).containsExactly('5');
    }

    @Test
    void keysOfAnotherSourceThanTheVoiceCountOnceAndCutNoHoles() {
        int holes = 0;
        for (int n = 0; n < 50; n++) {
            send(telephone, G711.PCMU, 7, n, n * Mixer.FRAME, Mixer.FRAME);
            if (n > 20 && n < 30) {
                key(8, n, 101, 5, 9000);
            }
            holes += next() || n < 4 ? 0 : 1;
        }
        assertThat(keys).containsExactly('5');
        assertThat(holes).isZero();
    }

    @Test
    void comfortNoiseIsASignOfLifeAndNoVoice() {
        ByteBuffer packet = ByteBuffer.allocate(13);
        RtpPacket.writeHeader(packet, false, 13, 1, 160, 7);
        send(telephone, packet.put((byte) 60));
        beat = 100;
        assertThat(next()).isFalse();
        assertThat(receiver.heardAt()).isEqualTo(100);
    }

    /**
     * Lets a telephone send for so many beats.
     *
     * @param partsPerMillion how much too fast its clock is
     * @param jitter the longest time a packet takes, in microseconds
     * @return beats without a frame after the first few
     */
    private int holes(G711 law, int packetMillis, int partsPerMillion, double jitter, int beats) {
        record Sent(int number, double arrives) {
        }
        PriorityQueue<Sent> way = new PriorityQueue<>(Comparator.comparingDouble(Sent::arrives));
        Random random = new Random(11);
        int samples = packetMillis * 8;
        double pace = packetMillis * MILLIS / (1 + partsPerMillion / 1e6);
        int sent = 0;
        int holes = 0;
        for (int n = 0; n < beats; n++) {
            double now = (n + 1) * 20 * MILLIS;
            for (; sent * pace + 1 < now; sent++) {
                way.add(new Sent(sent, sent * pace + 1 + jitter * random.nextDouble()));
            }
            while (!way.isEmpty() && way.peek().arrives() < now) {
                int number = way.remove().number();
                send(telephone, law, 7, number, number * samples, samples);
            }
            holes += next() || n < 10 ? 0 : 1;
        }
        return holes;
    }

    /** One beat; whether there was a frame with a voice. */
    private boolean next() {
        receiver.receive(in, beat++);
        short[] frame = receiver.frame();
        return frame != null && frame[0] != 0;
    }

    private void send(DatagramSocket from, G711 law, int source, int sequence, int timestamp, int samples) {
        ByteBuffer packet = ByteBuffer.allocate(12 + samples);
        RtpPacket.writeHeader(packet, false, law.payloadType(), sequence & 0xFFFF, timestamp, source);
        while (packet.hasRemaining()) {
            packet.put((byte) 0x10);
        }
        send(from, packet);
    }

    private void key(int source, int sequence, int payloadType, int event, int timestamp) {
        ByteBuffer packet = ByteBuffer.allocate(16);
        RtpPacket.writeHeader(packet, false, payloadType, sequence, timestamp, source);
        packet.put((byte) event).put((byte) 10).putShort((short) (160 * sequence));
        send(telephone, packet);
    }

    private void send(DatagramSocket from, ByteBuffer packet) {
        try {
            from.send(new DatagramPacket(packet.array(), packet.position(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.port())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private NegotiatedAudio agreement() {
        InetSocketAddress rtp = new InetSocketAddress(InetAddress.getLoopbackAddress(), telephone.getLocalPort());
        return new NegotiatedAudio(rtp, null, G711.PCMU, 0, 8, 101, Direction.SENDRECV);
    }
}
